import { StoreClosed } from "../errors/storage-errors.ts"
import type { Connection } from "./driver.ts"
import type { FileWatch } from "./file-watch.ts"
import { translateError } from "./translate-error.ts"

/** Makes a method of the port out of what works on the connection at once. */
export type AsMethod = <Arguments extends unknown[], Answer>(
  act: (...given: Arguments) => Answer | Promise<Answer>,
) => (...given: Arguments) => Promise<Answer>

/** Speaks of the file, and in our own errors, whatever the driver says. */
export const methodsOn =
  (connection: Connection, path: string, watch?: FileWatch): AsMethod =>
  (act) =>
  async (...given) => {
    if (!connection.open) throw new StoreClosed(path)
    watch?.recall()
    try {
      return await act(...given)
    } catch (error) {
      throw translateError(error, path)
    }
  }

import { StoreClosed } from "../errors/storage-errors.ts"
import type { Connection } from "./driver.ts"
import type { FileWatch } from "./file-watch.ts"
import { translateError } from "./translate-error.ts"
import { whileLocked } from "./while-locked.ts"

/** Makes a method of the port out of what works on the connection at once. */
export type AsMethod = <Arguments extends unknown[], Answer>(
  act: (...given: Arguments) => Answer | Promise<Answer>,
) => (...given: Arguments) => Promise<Answer>

/** What methods speak of. */
export interface MethodParts {
  readonly connection: Connection
  readonly path: string
  readonly watch: FileWatch | undefined
  /** How long they wait for another process, in ms. */
  readonly patience: number
  /** The process that leads on the file, if it is another one. */
  readonly leader: () => number | undefined
}

/**
 * Speaks of the file, and in our own errors, whatever the driver says. What finds the file locked has done nothing yet:
 * it is done again until the patience is at its end, and the process works on meanwhile.
 */
export const methodsOn =
  ({ connection, path, watch, patience, leader }: MethodParts): AsMethod =>
  (act) =>
  async (...given) => {
    try {
      return await whileLocked(patience, () => {
        if (!connection.open) throw new StoreClosed(path)
        watch?.recall()
        return act(...given)
      })
    } catch (error) {
      throw translateError(error, path, leader)
    }
  }

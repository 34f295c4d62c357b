// oxlint-disable-next-line eslint/no-restricted-imports -- it waits for other processes, whose time is the real one
import { setTimeout } from "node:timers/promises"
import { StoreClosed } from "../errors/storage-errors.ts"
import type { Connection } from "./driver.ts"
import type { FileWatch } from "./file-watch.ts"
import { isLocked, translateError } from "./translate-error.ts"

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
}

/** How long a method that found the file locked waits before it looks again, in ms. */
const pause = 20

/**
 * Speaks of the file, and in our own errors, whatever the driver says. What finds the file locked has done nothing yet:
 * it is done again until the patience is at its end, and the process works on meanwhile.
 */
export const methodsOn =
  ({ connection, path, watch, patience }: MethodParts): AsMethod =>
  (act) =>
  async (...given) => {
    for (let waited = 0; ; waited += pause) {
      if (!connection.open) throw new StoreClosed(path)
      watch?.recall()
      try {
        return await act(...given)
      } catch (error) {
        if (!isLocked(error) || waited >= patience) throw translateError(error, path)
      }
      await setTimeout(pause)
    }
  }

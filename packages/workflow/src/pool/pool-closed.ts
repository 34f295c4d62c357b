import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of a pool that takes nothing any more. */
interface Closed {
  readonly message: string
}

/** `failure` looks for a schema; Statewright alone makes this error, of what fits. */
const Closed: Schema<Closed> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Closed }) }, // as the class below is typed
}

/**
 * Thrown by a pool that was completed or cancelled, or whose `until` has come true, when it is asked for more.
 *
 * @example
 * try {
 *   errands.add(() => fetch(item))
 * } catch (error) {
 *   if (error instanceof PoolClosed) await put(item)
 * }
 */
export class PoolClosed extends failureClass("PoolClosed", Closed) {}

/** The error of a pool that takes nothing any more. */
export const poolClosed = (verb: string): PoolClosed => {
  const error = new PoolClosed({ message: `\`${verb}\` came to a pool that is closed.` })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}

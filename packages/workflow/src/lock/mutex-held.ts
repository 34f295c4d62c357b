import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of a mutex that would wait for itself. */
interface Held {
  readonly message: string
  readonly key: string
}

/** `failure` looks for a schema; Statewright alone makes this error, of what fits. */
const Held: Schema<Held> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Held }) }, // as the class below is typed
}

/**
 * Thrown where code that works under a mutex asks for the same one again: it would wait for itself for ever.
 *
 * @example
 * try {
 *   await mutex("till").run(count)
 * } catch (error) {
 *   if (error instanceof MutexHeld) await count()
 * }
 */
export class MutexHeld extends failureClass("MutexHeld", Held) {}

/** The error of a mutex that would wait for itself. */
export const mutexHeld = (key: string): MutexHeld => {
  const error = new MutexHeld({
    message: `The mutex ${JSON.stringify(key)} is held by the code that asks for it.`,
    key,
  })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}

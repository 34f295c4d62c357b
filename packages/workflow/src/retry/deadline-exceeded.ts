import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of a step that took too long. */
interface Late {
  readonly message: string
  readonly step: string
  /** In ms. */
  readonly deadline: number
}

/** `failure` looks for a schema; the engine alone makes this error, of what fits. */
const Late: Schema<Late> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Late }) }, // as the class below is typed
}

/**
 * Thrown where a step is called whose `deadline` is over, all attempts and the times between them included. Its `cause` is
 * what the last attempt failed with.
 *
 * @example
 * try {
 *   await charge(order)
 * } catch (error) {
 *   if (error instanceof DeadlineExceeded) await cancelOrder(order)
 *   else throw error
 * }
 */
export class DeadlineExceeded extends failureClass("DeadlineExceeded", Late) {}

/** The error of a step that took longer than its `deadline` of so many ms. */
export const deadlineExceeded = (step: string, deadline: number, cause?: unknown): DeadlineExceeded => {
  const message = `Step \`${step}\` took longer than its deadline of ${deadline} ms, with all its attempts.`
  const error = new DeadlineExceeded({ message, step, deadline })
  if (cause !== undefined) Object.defineProperty(error, "cause", { value: cause, enumerable: false })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}

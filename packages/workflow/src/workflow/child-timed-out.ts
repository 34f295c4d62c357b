import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of a sub-workflow that took too long. */
interface Late {
  readonly message: string
  /** The name of the workflow. */
  readonly workflow: string
  readonly runId: string
}

/** `failure` looks for a schema; Statewright alone makes this error, of what fits. */
const Late: Schema<Late> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Late }) }, // as the class below is typed
}

/**
 * Thrown where a workflow awaits another one whose `timeout` is over; that one is cancelled.
 *
 * @example
 * try {
 *   await ship.with({ timeout: "1 hour" })(order)
 * } catch (error) {
 *   if (error instanceof ChildTimedOut) await remind(error.runId)
 * }
 */
export class ChildTimedOut extends failureClass("ChildTimedOut", Late) {}

/** The error of a sub-workflow that took too long. */
export const childTimedOut = (workflow: string, runId: string): ChildTimedOut => {
  const error = new ChildTimedOut({ message: `Sub-workflow \`${workflow}\` took too long.`, workflow, runId })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}

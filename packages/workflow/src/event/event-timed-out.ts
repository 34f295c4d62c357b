import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of an event that did not come. */
interface Missed {
  readonly message: string
  /** The name of the event. */
  readonly event: string
}

/** `failure` looks for a schema; the engine and the test kit alone make this error, of what fits. */
const Missed: Schema<Missed> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Missed }) }, // as the class below is typed
}

/**
 * Thrown where a workflow waits for an event whose `timeout` is over.
 *
 * @example
 * try {
 *   await waitForEvent("approval", { timeout: "3 days" })
 * } catch (error) {
 *   if (error instanceof EventTimedOut) await remind(order)
 * }
 */
export class EventTimedOut extends failureClass("EventTimedOut", Missed) {}

/** The error of a wait for an event that did not come in time. */
export const eventTimedOut = (event: string): EventTimedOut => {
  const error = new EventTimedOut({ message: `No event \`${event}\` came in time.`, event })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}

import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** `failure` looks for a schema; the constructor below gives what fits. */
const Said: Schema<{ readonly message: string }> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as { message: string } }) }, // as it is typed
}

/**
 * Throw it in a step to say that another attempt would be of no use, whatever its `retry` says.
 *
 * @example throw new NonRetryable("the card is stolen", { cause: error })
 */
export class NonRetryable extends failureClass("NonRetryable", Said) {
  constructor(message: string, { cause }: ErrorOptions = {}) {
    super({ message })
    if (cause !== undefined) Object.defineProperty(this, "cause", { value: cause, configurable: true, writable: true })
  }
}

import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of why a run was cancelled. */
interface Why {
  readonly message: string
  readonly reason?: string
}

/** `failure` looks for a schema; the engine alone makes this error, of what fits. */
const Why: Schema<Why> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Why }) }, // as the class below is typed
}

/**
 * Thrown once into everything that waits in a run when somebody cancels it. `catch` and `finally` may clean up, and may
 * await while they do; whatever the workflow then returns or throws, its run ends as cancelled.
 *
 * @example
 * try {
 *   await ship(order)
 * } catch (error) {
 *   if (error instanceof Cancelled) await release(order)
 *   throw error
 * }
 */
export class Cancelled extends failureClass("Cancelled", Why) {}

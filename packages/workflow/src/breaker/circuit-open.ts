import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of a call that was turned away. */
interface TurnedAway {
  readonly message: string
  /** The key of the breaker. */
  readonly key: string
  /** When it is worth trying again, in ms since 1970. */
  readonly retryAt: number
  /** Its probes are all under way. */
  readonly halfOpen: boolean
}

/** `failure` looks for a schema; the engine alone makes this error, of what fits. */
const TurnedAway: Schema<TurnedAway> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as TurnedAway }) }, // as the class below is typed
}

/**
 * Thrown where a step is called whose circuit breaker is open: its code was not run.
 *
 * @example
 * try {
 *   await charge(order)
 * } catch (error) {
 *   if (error instanceof CircuitOpen) return { status: "later", at: error.retryAt }
 *   throw error
 * }
 */
export class CircuitOpen extends failureClass("CircuitOpen", TurnedAway) {}

/** The error of a call that a breaker has turned away. */
export const circuitOpen = (key: string, retryAt: number, halfOpen: boolean): CircuitOpen => {
  const stands = halfOpen
    ? "is half-open, and its probes are under way"
    : `is open, and to be asked again at ${new Date(retryAt).toISOString()}`
  const error = new CircuitOpen({ message: `The circuit breaker \`${key}\` ${stands}.`, key, retryAt, halfOpen })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}

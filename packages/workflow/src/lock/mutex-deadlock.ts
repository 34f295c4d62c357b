import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** A run that waits for another, or for itself. */
export interface WaitingRun {
  readonly run: string
  /** The run that it waits for. */
  readonly for: string
  /** The mutex that the other one holds; absent where it waits for the end of a sub-workflow. */
  readonly key?: string
}

/** What is known of runs that wait for each other. */
interface Knot {
  readonly message: string
  /** The mutex that was asked for. */
  readonly key: string
  /** From the run that this was told to, each waits for the next, and the last for the first. */
  readonly waits: readonly WaitingRun[]
}

/** `failure` looks for a schema; Statewright alone makes this error, of what fits. */
const Knot: Schema<Knot> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Knot }) }, // as the class below is typed
}

/**
 * Thrown where a mutex of all runs is asked for that can never be free: whoever holds it waits, directly or through other
 * runs, for what the one who asks holds, and nothing else can happen in any of them.
 *
 * @example
 * try {
 *   await mutex(to, { scope: "global" }).run(() => pay(order))
 * } catch (error) {
 *   if (error instanceof MutexDeadlock) await putOff(order)
 *   else throw error
 * }
 */
export class MutexDeadlock extends failureClass("MutexDeadlock", Knot) {}

/** The error of a run that asks for what can never be free: the first of those that wait. */
export const mutexDeadlock = (key: string, waits: readonly WaitingRun[]): MutexDeadlock => {
  const told = `run ${waits[0]?.run ?? ""} ${waits.map(shown).join(", which ")}`
  const message = `The mutex ${JSON.stringify(key)} can never be free: ${told}. Take several mutexes in one order.`
  const error = new MutexDeadlock({ message, key, waits })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}

const shown = ({ key, for: other }: WaitingRun): string =>
  key === undefined
    ? `waits for its sub-workflow, run ${other}`
    : `waits for ${JSON.stringify(key)}, held by run ${other}`

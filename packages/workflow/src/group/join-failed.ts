import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of a join that can no longer be met. */
interface Missed {
  readonly message: string
  /** What its members threw, in their order. */
  readonly errors: readonly unknown[]
  /** How many had to succeed. */
  readonly needed: number
  /** How many there were. */
  readonly count: number
}

/** `failure` looks for a schema; Statewright alone makes this error, of what fits. */
const Missed: Schema<Missed> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Missed }) }, // as the class below is typed
}

/**
 * Thrown by a group whose `join` can no longer be met, and by `forEach` with `onError: "collect"` when iterations failed.
 *
 * @example
 * try {
 *   await parallel([() => ask(a), () => ask(b), () => ask(c)], { join: "majority" })
 * } catch (error) {
 *   if (error instanceof JoinFailed) await report(error.errors.map(String))
 * }
 */
export class JoinFailed extends failureClass("JoinFailed", Missed) {}

/** The error of a join that was not met. */
export const joinFailed = (of: string, errors: readonly unknown[], needed: number, count: number): JoinFailed => {
  const message = `\`${of}\` needed ${needed} of ${count} to succeed, and ${errors.length} failed.`
  const error = new JoinFailed({ message, errors, needed, count })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}

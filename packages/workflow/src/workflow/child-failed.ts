import { failureClass } from "../failure/failure-class.ts"
import type { FailureType } from "../failure/failure-type.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of a sub-workflow that failed. */
interface Failed {
  readonly message: string
  /** The name of the workflow. */
  readonly workflow: string
  readonly runId: string
  /** What it failed with. */
  readonly error: unknown
}

/** `failure` looks for a schema; Statewright alone makes this error, of what fits. */
const Failed: Schema<Failed> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Failed }) }, // as the class below is typed
}

/**
 * Thrown where a workflow awaits another one that fails; `error` is what that one failed with.
 *
 * @example
 * try {
 *   await ship(order)
 * } catch (error) {
 *   if (childError(error, ship) instanceof NoCourier) await refund(order)
 *   else throw error
 * }
 */
export class ChildFailed extends failureClass("ChildFailed", Failed) {}

/** The error of a sub-workflow that failed. */
export const childFailed = (workflow: string, runId: string, error: unknown): ChildFailed => {
  const why = error instanceof Error ? error.message : String(error)
  const made = new ChildFailed({ message: `Sub-workflow \`${workflow}\` failed: ${why}`, workflow, runId, error })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  made.stack = `${made.name}: ${made.message}`
  return made
}

/** What is looked at of a workflow. */
interface Declaring<Failure> {
  readonly definition: { readonly name: string; readonly errors: readonly FailureType<Failure>[] }
}

/**
 * The declared error that a sub-workflow failed with; `undefined` where something else was thrown, or it failed with what
 * it does not declare.
 *
 * @example const declined = childError(error, bill)?.code
 */
export const childError = <Failure>(error: unknown, workflow: Declaring<Failure>): Failure | undefined => {
  if (!(error instanceof ChildFailed) || error.workflow !== workflow.definition.name) return undefined
  const { error: inner } = error
  const isDeclared = workflow.definition.errors.some((type) => inner instanceof type)
  return isDeclared ? (inner as Failure) : undefined // one of those that it declares
}

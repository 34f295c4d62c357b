import type { Tags } from "@statewright/model"
import type { FailureOf, InputOf, OutputOf, Workflow } from "@statewright/workflow"
import type { Run } from "./run.ts"

/** A workflow whose types do not matter here. */
type AnyWorkflow = Workflow<never, unknown, unknown>

/** Starts and finds the runs of one workflow. */
export interface WorkflowClient<Definition extends AnyWorkflow> {
  /**
   * Starts a run, and answers once it and its first steps are stored. An id that is taken answers the run that has it,
   * if workflow, input and tenant are the same; what else is said at the start is then left as it is. Rejects with
   * `ValidationFailed`, `RunExists`, `InvalidRunId`, `InvalidTags`,
   * `LimitKeyFailed`.
   */
  start(input: InputOf<Definition>, options?: StartOptions): Promise<Run<OutputOf<Definition>, FailureOf<Definition>>>
  /** A handle on a run of this workflow. Rejects with `RunNotFound`. */
  get(id: string): Promise<Run<OutputOf<Definition>, FailureOf<Definition>>>
}

/** What can be said at a start. */
export interface StartOptions {
  /** The run's id: makes a start safe to repeat. A new one is made if it is left out. */
  readonly id?: string
  /**
   * Words that the run is found by, beside those of its workflow, which they win over: `{ tenant: "acme", amount: 12 }`.
   * At most 32, each name up to 64 characters and each text up to 256.
   */
  readonly tags?: Tags
  /**
   * Where it and its steps stand in line, they go before those of lower priority. A whole number from -1,000,000 to
   * 1,000,000; default 0.
   */
  readonly priority?: number
  /**
   * Whose run it is, and that of all runs that come from it: no two share what is cached. At most 256 characters. Default:
   * nobody's in particular.
   */
  readonly tenant?: string
}

/**
 * A client for each workflow of a project, by name: what `engine.workflows` is, for code that knows the workflows only
 * by the types in `client.ts`.
 *
 * @example
 * export const fulfilOrder = (workflows: Client<Workflows>, order: Order) => workflows.fulfil.start(order, { id: order.id })
 */
export type Client<Workflows extends { readonly [Name in keyof Workflows]: AnyWorkflow }> = {
  readonly [Name in keyof Workflows]: WorkflowClient<Workflows[Name]>
}

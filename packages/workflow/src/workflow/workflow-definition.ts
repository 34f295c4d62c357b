import type { Tags } from "@statewright/model"
import type { FailureType } from "../failure/failure-type.ts"
import type { Limits } from "../limit/limits.ts"
import type { RetryPolicy } from "../retry/retry-policy.ts"
import type { Schema } from "../schema/schema.ts"
import type { ChainFunctions } from "./chain.ts"

/** What codegen's programs and the engine read of a workflow. */
export interface WorkflowDefinition<Failure = unknown> extends Limits, ChainFunctions {
  readonly name: string
  readonly input?: Schema
  readonly output?: Schema
  readonly errors: readonly FailureType<Failure>[]
  /** Takes the parsed input; what it answers is still to be checked. */
  readonly tags?: (input: unknown) => Tags
  /** So many runs may stand above one of its runs; absent where the author says nothing. */
  readonly maxDepth?: number
  readonly retry?: RetryPolicy
  readonly retryBudget?: number
  /** The author's function: takes the parsed input; its result is still to be parsed. */
  readonly body: (input: unknown) => Promise<unknown>
}

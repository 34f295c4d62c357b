import type { Tags } from "@statewright/model"
import type { FailureType } from "../failure/failure-type.ts"
import type { LimitOptions } from "../limit/limit-options.ts"
import type { BuiltInTag } from "../retry/built-in-tag.ts"
import type { RetryOptions } from "../retry/retry-options.ts"
import type { AnsweredBy, ReceivedBy, Schema, Written } from "../schema/schema.ts"
import type { CancelledEnd, Chained, FailedEnd, Link } from "./chain.ts"

/** What an author says of a workflow. The parameters are inferred; nobody writes them. */
export interface WorkflowOptions<
  Given,
  Input,
  Output extends Schema<Written, unknown>,
  Errors extends readonly FailureType[],
> extends LimitOptions<ReceivedBy<Input, Output>> {
  /** Callers pass what this schema accepts, the body receives what it makes of it. */
  readonly input?: Schema<Given, Input>
  /** The body returns what this schema accepts, callers receive what it makes of it. */
  readonly output?: Output
  /** The errors, made by `failure()`, that callers must expect. */
  readonly errors?: Errors
  /**
   * Words that its runs are found by; those given at a start win. At most 32, each name up to 64 characters and each text
   * up to 256.
   */
  readonly tags?: (input: ReceivedBy<Input, Output>) => Tags
  /**
   * How many runs may stand above one of its runs, 0 to 1,000. Without it a run may not become a part of one of the same
   * workflow, and at most 32 may stand above it.
   */
  readonly maxDepth?: number
  /** For those of its steps that say nothing of it. */
  readonly retry?: RetryOptions<BuiltInTag>
  /** How often the steps of one run may be tried again, all together; a whole number from 0 on. Default: as often as they say. */
  readonly retryBudget?: number
  /**
   * The runs that start with its output once a run has completed, as runs of their own: what becomes of them changes
   * nothing here. A link that a condition or a mapping fails for is kept with the error.
   *
   * @example onComplete: (link) => [link(ship, { input: ({ orderId }) => ({ orderId }), when: ({ paid }) => paid })]
   */
  readonly onComplete?: (link: Link<AnsweredBy<Output, unknown>>) => readonly Chained[]
  /** The same for a run that has failed; a link gets the error and the input. */
  readonly onFailure?: (link: Link<FailedEnd<ReceivedBy<Input, Output>>>) => readonly Chained[]
  /** The same for a run that was cancelled; a link gets the reason and the input. */
  readonly onCancel?: (link: Link<CancelledEnd<ReceivedBy<Input, Output>>>) => readonly Chained[]
}

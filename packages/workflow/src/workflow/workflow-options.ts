import type { Tags } from "@statewright/model"
import type { FailureType } from "../failure/failure-type.ts"
import type { LimitOptions } from "../limit/limit-options.ts"
import type { ReceivedBy, Schema, Written } from "../schema/schema.ts"

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
}

import type { Duration } from "../duration/duration.ts"
import type { FailureType, TagOf } from "../failure/failure-type.ts"
import type { LimitOptions } from "../limit/limit-options.ts"
import type { RetryOptions } from "../retry/retry-options.ts"
import type { ReceivedBy, ReturnedBy, Schema, Written } from "../schema/schema.ts"
import type { StepContext } from "./step-context.ts"

/** What an author says of a step. The parameters are inferred; nobody writes them. */
export interface StepOptions<
  Given,
  Input,
  Output extends Schema<Written, unknown>,
  Errors extends readonly FailureType[],
  Result,
> extends LimitOptions<NoInfer<Given>> {
  /** Callers pass what this schema accepts, `run` receives what it makes of it. */
  readonly input?: Schema<Given, Input>
  /** `run` returns what this schema accepts, callers receive what it makes of it. */
  readonly output?: Output
  /** The errors, made by `failure()`, that callers must expect. */
  readonly errors?: Errors
  readonly retry?: RetryOptions<TagOf<Errors>>
  /** Doing it twice is as good as once, as it is with reading: codegen then has nothing against its `retry`. */
  readonly idempotent?: boolean
  /** For each attempt. */
  readonly timeout?: Duration
  readonly run: (input: ReceivedBy<Input, Output>, context: StepContext) => Promise<ReturnedBy<Output, Result>>
}

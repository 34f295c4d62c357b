import type { BreakerOption } from "../breaker/breaker.ts"
import type { CacheOptions } from "../cache/cache-options.ts"
import type { DeadLetterOptions } from "../dead-letter/dead-letter-options.ts"
import type { Duration } from "../duration/duration.ts"
import type { FailureType, TagOf } from "../failure/failure-type.ts"
import type { LimitOptions } from "../limit/limit-options.ts"
import type { BuiltInTag } from "../retry/built-in-tag.ts"
import type { RetryOptions } from "../retry/retry-options.ts"
import type { AnsweredBy, ReceivedBy, ReturnedBy, Schema, Written } from "../schema/schema.ts"
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
  /** Default: what its workflow says, else what the engine says. */
  readonly retry?: RetryOptions<TagOf<Errors> | BuiltInTag>
  /** Doing it twice is as good as once, as it is with reading: codegen then has nothing against its `retry`. */
  readonly idempotent?: boolean
  /** For each attempt. */
  readonly timeout?: Duration
  /** For all attempts and the times between them; then it fails with `DeadlineExceeded`. */
  readonly deadline?: Duration
  /** Turns calls away for a while where too many have failed, with `CircuitOpen`. */
  readonly breaker?: BreakerOption<TagOf<Errors>>
  /** Answers from what it answered before, where that is still good. */
  readonly cache?: CacheOptions<NoInfer<Given>, NoInfer<AnsweredBy<Output, Result>>>
  /** Whether a call that fails for good is kept as a dead letter. Default `true`. */
  readonly deadLetter?: DeadLetterOptions<TagOf<Errors>>
  readonly run: (input: ReceivedBy<Input, Output>, context: StepContext) => Promise<ReturnedBy<Output, Result>>
}

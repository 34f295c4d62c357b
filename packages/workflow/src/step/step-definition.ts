import type { BreakerPolicy } from "../breaker/breaker-policy.ts"
import type { CachePolicy } from "../cache/cache-policy.ts"
import type { DeadLetterPolicy } from "../dead-letter/dead-letter-policy.ts"
import type { FailureType } from "../failure/failure-type.ts"
import type { Limits } from "../limit/limits.ts"
import type { RetryPolicy } from "../retry/retry-policy.ts"
import type { Schema } from "../schema/schema.ts"
import type { BuiltIn } from "./built-in.ts"
import type { StepContext } from "./step-context.ts"

/** What the engine reads of a step: checked, with times in milliseconds. */
export interface StepDefinition<Failure = unknown> extends Limits {
  readonly name: string
  readonly input?: Schema
  readonly output?: Schema
  readonly errors: readonly FailureType<Failure>[]
  readonly retry?: RetryPolicy
  readonly timeout?: number
  readonly deadline?: number
  readonly breaker?: BreakerPolicy
  readonly cache?: CachePolicy
  readonly deadLetter?: DeadLetterPolicy
  /** Of a step that the author did not write. */
  readonly builtIn?: BuiltIn
  /** Takes the parsed input; its result is still to be parsed. */
  readonly run: (input: unknown, context: StepContext) => Promise<unknown>
}

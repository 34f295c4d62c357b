import type { Jitter, StatusPattern } from "./retry-options.ts"
import type { Scheduled } from "./scheduled.ts"

/** What delays grow from; all times in ms. */
export type Delays =
  | { readonly strategy: "immediate" }
  | ({ readonly strategy: "fixed" } & Growing)
  | ({ readonly strategy: "linear"; readonly increment: number } & Growing)
  | ({ readonly strategy: "exponential"; readonly multiplier: number } & Growing)

interface Growing {
  readonly initialDelay: number
  /** `Infinity` where there is no cap. */
  readonly maxDelay: number
  readonly jitter: Jitter
}

/** `RetryOptions`, checked and filled in. */
export interface RetryPolicy {
  readonly delays: Delays | Scheduled
  /** May be `Infinity`. */
  readonly maxAttempts: number
  readonly on?: ReadonlySet<string>
  readonly unless?: ReadonlySet<string>
  readonly onStatus?: ReadonlySet<StatusPattern>
  readonly retryAfter: boolean
}

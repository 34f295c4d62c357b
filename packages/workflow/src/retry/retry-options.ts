import type { Duration } from "../duration/duration.ts"
import type { Scheduled } from "./scheduled.ts"

/** Spreads retries, so that callers who failed together do not come back together. */
export type Jitter =
  /** Exactly the computed delay. */
  | "none"
  /** Anything from nothing to the computed delay. */
  | "full"
  /** The computed delay, more or less by this share of it: `{ proportional: 0.2 }` is 20 %. */
  | { readonly proportional: number }

/** A status of HTTP: one, or all that begin with this figure. */
export type StatusPattern = number | "4xx" | "5xx"

interface EveryRetry<Tag extends string> {
  /** How often the step is tried in all, from 1 on; `Infinity` is allowed. */
  readonly maxAttempts: number
  /** Retries only these errors, and those that `onStatus` matches. */
  readonly on?: readonly Tag[]
  /** Never retries these errors, whatever else is said. */
  readonly unless?: readonly Tag[]
  /** Retries only errors whose `status`, `statusCode` or `response.status` is one of these, and those named by `on`. */
  readonly onStatus?: readonly StatusPattern[]
  /**
   * Whether an error's `retryAfter` (seconds, or a date) or `Retry-After` header may lengthen the delay, up to a day and
   * beyond `maxDelay`. Default: true.
   */
  readonly retryAfter?: boolean
}

interface DelayedRetry<Tag extends string> extends EveryRetry<Tag> {
  /** The delay after the first attempt. */
  readonly initialDelay: Duration
  /** No delay is longer. */
  readonly maxDelay?: Duration
  /** Default: `"none"`. */
  readonly jitter?: Jitter
}

/** The next attempt begins at once. */
export interface ImmediateRetry<Tag extends string> extends EveryRetry<Tag> {
  readonly strategy: "immediate"
}

/** The same delay before every further attempt. */
export interface FixedRetry<Tag extends string> extends DelayedRetry<Tag> {
  readonly strategy: "fixed"
}

/** A delay that grows by the same time from attempt to attempt. */
export interface LinearRetry<Tag extends string> extends DelayedRetry<Tag> {
  readonly strategy: "linear"
  /** By how much each delay is longer than the one before; default: `initialDelay`. */
  readonly increment?: Duration
}

/** A delay that is multiplied from attempt to attempt. */
export interface ExponentialRetry<Tag extends string> extends DelayedRetry<Tag> {
  readonly strategy: "exponential"
  /** How many times longer each delay is than the one before; at least 1, default 2. */
  readonly multiplier?: number
}

/** Delays, and an end, as a schedule says. */
export interface ScheduledRetry<Tag extends string> extends Omit<EveryRetry<Tag>, "maxAttempts"> {
  readonly strategy: Scheduled
  /** At most so many attempts, whatever the schedule says. */
  readonly maxAttempts?: number
}

/** How a step that failed is tried again. */
export type RetryOptions<Tag extends string = string> =
  | ImmediateRetry<Tag>
  | FixedRetry<Tag>
  | LinearRetry<Tag>
  | ExponentialRetry<Tag>
  | ScheduledRetry<Tag>

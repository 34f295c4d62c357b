import type { Duration } from "../duration/duration.ts"

/** Spreads retries, so that callers who failed together do not come back together. */
export type Jitter =
  /** Exactly the computed delay. */
  | "none"
  /** Anything from nothing to the computed delay. */
  | "full"
  /** The computed delay, more or less by this share of it: `{ proportional: 0.2 }` is 20 %. */
  | { readonly proportional: number }

interface EveryRetry<Tag extends string> {
  /** The delay after the first attempt. */
  readonly initialDelay: Duration
  /** How often the step is tried in all; at least 1. */
  readonly maxAttempts: number
  /** Default: `"none"`. */
  readonly jitter?: Jitter
  /** Retries only these errors. */
  readonly on?: readonly Tag[]
  /** Never retries these errors. */
  readonly unless?: readonly Tag[]
}

/** The same delay before every further attempt. */
export interface FixedRetry<Tag extends string> extends EveryRetry<Tag> {
  readonly strategy: "fixed"
}

/** A delay that grows from attempt to attempt. */
export interface ExponentialRetry<Tag extends string> extends EveryRetry<Tag> {
  readonly strategy: "exponential"
  /** No delay is longer. */
  readonly maxDelay?: Duration
  /** By how much each delay is longer than the one before; at least 1, default 2. */
  readonly multiplier?: number
}

/** How a step that failed is tried again. */
export type RetryOptions<Tag extends string = string> = FixedRetry<Tag> | ExponentialRetry<Tag>

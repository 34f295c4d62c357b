import type { Duration } from "../duration/duration.ts"

/** Which errors of a step say that its dependency is down. */
export interface CountAs<Tag extends string = string> {
  /** Errors that count as failures though they are answers: without this, none that the step declares does. */
  readonly failure?: readonly (Tag | "NonRetryable" | "ValidationFailed")[]
  /** Errors that say nothing of the dependency: neither failure nor success. */
  readonly ignore?: readonly (Tag | "StepTimedOut")[]
}

/** When a breaker opens, and how it closes again. One of `failureThreshold` and `failureRateThreshold` must be there. */
export interface CircuitOptions<Tag extends string = string> {
  /** `false` bypasses it. */
  readonly enabled?: boolean
  /** Opens after so many failures in a row; a whole number from 1 on. */
  readonly failureThreshold?: number
  /** Opens where this share of the calls within `window` fails; above 0, at most 1. */
  readonly failureRateThreshold?: number
  /** How far back the rate looks, to a tenth of it. */
  readonly window?: Duration
  /** The rate says nothing before so many calls within `window`; a whole number from 1 on. */
  readonly minimumCalls?: number
  /** How long it stays open before it lets a probe through. */
  readonly openFor: Duration
  /** Where it opens again and again, it stays open twice as long each time, up to this; default: `openFor`. */
  readonly maxOpenFor?: Duration
  /** So many probes at once, where it is half-open; the first that succeeds closes it. Default 1. */
  readonly halfOpenMaxCalls?: number
  readonly countAs?: CountAs<Tag>
}

/** The breaker of a step. */
export interface BreakerOptions<Tag extends string = string> extends CircuitOptions<Tag> {
  /** Steps with the same key share it, and must give it the same settings; default: the name of the step. */
  readonly key?: string
}

import type { Duration } from "../duration/duration.ts"
import type { BuiltInTag } from "../retry/built-in-tag.ts"

/** When a breaker opens, and how it closes again. One of the thresholds must be given. */
export interface BreakerOptions<Tag extends string = string> {
  /** Steps with the same key share one breaker, and must say the same. Default: the name of the step. */
  readonly key?: string
  /** `false`: calls go through, and nothing is counted. Default `true`. */
  readonly enabled?: boolean
  /** Opens after so many failures in a row; a whole number from 1 on. */
  readonly failureThreshold?: number
  /** Opens when such a share of the calls in `window` has failed; more than 0, at most 1. */
  readonly failureRateThreshold?: number
  /** The time that `failureRateThreshold` looks back. */
  readonly window?: Duration
  /** Below so many calls in `window` the rate says nothing; a whole number from 1 on. */
  readonly minimumCalls?: number
  /** How long it stays open before it lets a probe through. */
  readonly openFor: Duration
  /** With each opening in a row it stays open twice as long, up to this. Default: always `openFor`. */
  readonly maxOpenFor?: Duration
  /** How many probes may be at work at once while it is half open; a whole number from 1 on. Default 1. */
  readonly halfOpenMaxCalls?: number
  /** Declared errors are answers of what is called, and count as nothing; what is listed here counts as said. */
  readonly countAs?: { readonly failure?: readonly Tag[]; readonly ignore?: readonly (Tag | BuiltInTag)[] }
}

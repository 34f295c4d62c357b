import { durationMillis } from "../duration/duration.ts"
import type { BreakerOptions } from "./breaker-options.ts"

/** `BreakerOptions`, checked and filled in; times in milliseconds. */
export interface BreakerPolicy {
  readonly key: string
  readonly enabled: boolean
  readonly failureThreshold?: number
  readonly rate?: { readonly threshold: number; readonly window: number; readonly minimumCalls: number }
  readonly openFor: number
  readonly maxOpenFor: number
  readonly halfOpenMaxCalls: number
  readonly failures: ReadonlySet<string>
  readonly ignored: ReadonlySet<string>
}

/** What was said of a breaker whose key is `name` if none is given. */
export const breakerPolicyOf = (name: string, options: BreakerOptions): BreakerPolicy => {
  const { key = name, enabled = true, failureThreshold, failureRateThreshold, countAs = {} } = options
  const openFor = durationMillis(options.openFor)
  return {
    key,
    enabled,
    ...(failureThreshold !== undefined && { failureThreshold }),
    ...(failureRateThreshold !== undefined && {
      rate: {
        threshold: failureRateThreshold,
        window: durationMillis(options.window ?? 0),
        minimumCalls: options.minimumCalls ?? 1,
      },
    }),
    openFor,
    maxOpenFor: options.maxOpenFor === undefined ? openFor : durationMillis(options.maxOpenFor),
    halfOpenMaxCalls: options.halfOpenMaxCalls ?? 1,
    failures: new Set(countAs.failure),
    ignored: new Set(countAs.ignore),
  }
}

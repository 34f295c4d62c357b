import type { Duration } from "@statewright/workflow"

/** How a circuit breaker stands. Times are in ms since 1970, lengths in ms. */
export interface BreakerInfo {
  readonly key: string
  /** `open` also where the next call may go through as a probe: nobody has asked since `retryAt`. */
  readonly state: "closed" | "open" | "half-open"
  /** An operator holds it open. */
  readonly forced: boolean
  /** When an open one lets a probe through; absent where an operator holds it open until further notice. */
  readonly retryAt?: number
  /** How often in a row it has opened. */
  readonly openings: number
  /** How many calls in a row have failed since it closed. */
  readonly failures: number
  /** What the rate is made of, where it goes by one. */
  readonly recent?: { readonly calls: number; readonly failures: number }
  readonly settings: BreakerSettings
  readonly updatedAt: number
}

/** The settings that a breaker goes by; lengths in ms. */
export interface BreakerSettings {
  readonly failureThreshold?: number
  readonly failureRateThreshold?: number
  readonly window?: number
  readonly minimumCalls?: number
  readonly openFor: number
  readonly maxOpenFor: number
  readonly halfOpenMaxCalls: number
}

/** What can be said when a breaker is opened by hand. */
export interface OpenBreakerOptions {
  /** Then it lets a probe through; without it, it stays open until somebody closes or resets it. */
  readonly for?: Duration
}

/** Reads how circuit breakers stand. */
export interface ReadBreakers {
  /** By their keys. */
  list(): Promise<readonly BreakerInfo[]>
  /** Rejects with `BreakerNotFound`. */
  get(key: string): Promise<BreakerInfo>
}

/**
 * The circuit breakers of a database. What changes one answers once the request is stored: whoever leads does it, now or
 * later.
 *
 * @example
 * await engine.breakers.open("payments", { for: "10 minutes" })
 */
export interface Breakers extends ReadBreakers {
  /** Holds it open: nothing goes through, not even a probe. Rejects with `BreakerNotFound`, `InvalidDuration`, `InvalidOption`, `InboxFull`. */
  open(key: string, options?: OpenBreakerOptions): Promise<void>
  /** Closes it, its counts forgotten. Rejects with `BreakerNotFound`, `InboxFull`. */
  close(key: string): Promise<void>
  /** Makes it as if it had never been called. Rejects with `BreakerNotFound`, `InboxFull`. */
  reset(key: string): Promise<void>
}

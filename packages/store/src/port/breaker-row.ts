/** How a circuit breaker stands. */
export type BreakerState = "closed" | "open" | "half-open"

/** A circuit breaker as it is stored; it outlives runs and processes. */
export interface BreakerRow {
  readonly key: string
  readonly state: BreakerState
  /** Counts its changes of state: what was let in before one says nothing behind it. */
  readonly generation: number
  /**
   * Epoch milliseconds: when an open one lets a probe through, null if only an operator may; when a closed one forgets how
   * often it has opened, null if it has not.
   */
  readonly retryAt: number | null
  /** How often in a row it has opened. */
  readonly openings: number
  /** How many calls in a row have failed. */
  readonly streak: number
  /** The calls of its window, as the caller writes them down. */
  readonly buckets: string
  /** What an operator has said; null if nothing. */
  readonly forced: string | null
  /** The settings that it has counted with, as the caller writes them down. */
  readonly settings: string
  readonly updatedAt: number
}

/** What happens to a circuit breaker. */
export type BreakerWrite =
  | { readonly kind: "put"; readonly row: BreakerRow }
  /** One that is not there is ignored. */
  | { readonly kind: "drop"; readonly key: string }

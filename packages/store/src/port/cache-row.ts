import type { WaitKey } from "./step-row.ts"

/** A cached answer of a step. */
export interface CacheEntryRow {
  /** The hash of all that the answer depends on. */
  readonly key: string
  readonly tenant: string
  readonly scope: string
  readonly step: string
  /** The key in words, as far as it is short. */
  readonly label: string
  /** Whether it is an answer; else it is an error. */
  readonly ok: boolean
  /** Encoded. */
  readonly value: string
  readonly storedAt: number
  /** Null: it does not grow stale. */
  readonly expiresAt: number | null
  /** When it is of no use any more, stale or not; null: never. */
  readonly staleUntil: number | null
  /** The run that it came from. */
  readonly runId: string | null
  readonly tags: readonly string[]
}

/** Which cached answers: those for which all of it holds. */
export interface CacheSelection {
  /** Absent: of every tenant. */
  readonly tenant?: string
  readonly step?: string
  readonly label?: string
  readonly tag?: string
  /** Of step and label, where `*` stands for any characters and `?` for one: `"price/user:*"`. */
  readonly pattern?: string
}

/** So many of them, by key. */
export interface CacheFilter extends CacheSelection {
  readonly limit: number
  /** Only those behind this key. */
  readonly after?: string
}

/** How often a step's cache answered. */
export interface CacheCount {
  readonly step: string
  readonly hits: number
  readonly misses: number
  readonly stale: number
  /** Calls that waited for what another one came to. */
  readonly joined: number
}

/** The one call that is at work for all that ask for the same. */
export interface FlightRow extends WaitKey {
  readonly key: string
  readonly runId: string
}

/** What happens to the cache; the answer that is put takes the place of another of its key. */
export type CacheWrite =
  | { readonly kind: "put"; readonly entry: CacheEntryRow }
  | { readonly kind: "invalidate"; readonly selection: CacheSelection }

/** What happens to a flight; it is of the run of the transition. One that begins takes the place of another of its key. */
export type FlightWrite =
  | ({ readonly kind: "begin"; readonly key: string } & WaitKey)
  /** One that another call has taken over is left alone. */
  | ({ readonly kind: "end"; readonly key: string } & WaitKey)

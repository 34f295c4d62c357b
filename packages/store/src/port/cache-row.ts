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
  /** Until when a stale one may still be used; null where it is not, or never ends. */
  readonly staleUntil: number | null
  /** The run that it came from. */
  readonly runId: string | null
  readonly tags: readonly string[]
}

/** Which cached answers. */
export interface CacheFilter {
  readonly tenant?: string
  readonly step?: string
  readonly label?: string
  readonly tag?: string
  /** Of step and label, with `*` and `?`: `"rates/*"`. */
  readonly pattern?: string
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

/** What happens to the cache. */
export type CacheWrite =
  | { readonly kind: "put"; readonly entry: CacheEntryRow }
  /** One that is not there is ignored. */
  | { readonly kind: "drop"; readonly key: string }

/** What happens to a flight; it is of the run of the transition. */
export type FlightWrite =
  | ({ readonly kind: "begin"; readonly key: string } & WaitKey)
  | { readonly kind: "end"; readonly key: string }

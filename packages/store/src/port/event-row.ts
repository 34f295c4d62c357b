/** Under this run id stand the events that are for whoever waits for them. */
export const broadcast = ""

/** An event that was sent, as it stands in an inbox. */
export interface EventRow {
  /** The order of acceptance over all runs. */
  readonly seq: number
  /** The run that it is for; `broadcast` if it is for whoever waits for it. */
  readonly runId: string
  readonly id: string
  readonly name: string
  readonly payload: string
  readonly acceptedAt: number
  /** Nothing more comes of it: it was taken, refused, or looked at and kept for waits that open later. */
  readonly settled: boolean
  /** How many runs have taken it; null until a leader has looked for them. */
  readonly reached: number | null
  /** Why it is not for anybody, as the caller writes it down. */
  readonly refusal: string | null
}

/** What becomes of an event beside its being taken. */
export type EventWrite =
  /** A leader has looked for waits: it has reached so many more. One that was sent to all is settled by that. */
  | { readonly kind: "looked"; readonly seq: number; readonly reached: number }
  /** A wait that opened later has taken it too. */
  | { readonly kind: "reached"; readonly seq: number }
  /** Nobody will get it. */
  | { readonly kind: "refuse"; readonly seq: number; readonly id: string; readonly refusal: string }

/** Which events a run may take now: not those that it has taken, the oldest first. */
export interface EventsFor {
  readonly runId: string
  readonly name: string
  /** Epoch milliseconds: of those that were sent to all, none that is older, unless no leader has looked at it yet. */
  readonly since: number
  /** Behind this one. */
  readonly after?: number
  readonly limit: number
  /** Those that were sent to all, or those to the run itself; both if absent. */
  readonly toAll?: boolean
}

/** Events of one name that were sent to all. */
export interface BroadcastPage {
  readonly name: string
  readonly since: number
  readonly after: number
  readonly limit: number
}

/** Which events to list; newest first. */
export interface EventFilter {
  readonly name?: string
  /** Those to this run. */
  readonly to?: string
  readonly limit: number
  /** `next` of the page before. */
  readonly cursor?: number
}

/** A page of a list of events. */
export interface EventPage {
  readonly events: readonly EventRow[]
  /** Give it as `cursor` to read on; absent on the last page. */
  readonly next?: number
}

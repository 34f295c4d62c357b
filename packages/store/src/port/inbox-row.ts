/** What moves a run from outside; or what an operator asks of breakers, dead letters or the cache, whose run id is empty. */
export type InboxKind = "start" | "resume" | "event" | "cancel" | "child" | "breaker" | "letters" | "cache"

/** Something to be put into a run's inbox; `id` is unique within the run for ever. */
export interface NewInboxRow {
  readonly runId: string
  readonly id: string
  readonly kind: InboxKind
  /** The workflow of a `start`, the name of an `event`, the run that ended of a `child`. */
  readonly name?: string
  /** Encoded. */
  readonly payload?: string
  /** What was said beside the input of a `start`, or beside how a `child` ended; encoded. */
  readonly options?: string
  readonly acceptedAt: number
  /** Of an event: why it is for nobody. It is stored as settled. */
  readonly refusal?: string
}

/** One row of the inbox. */
export interface InboxRow {
  /** The order of acceptance over all runs. */
  readonly seq: number
  readonly runId: string
  readonly id: string
  readonly kind: InboxKind
  readonly name: string | null
  readonly payload: string | null
  readonly options: string | null
  readonly acceptedAt: number
  /** Of an event: how many runs have taken it; null until a leader has looked for them. */
  readonly reached: number | null
  /** The `rev` of the transition that took it; 0 when none did but it is settled; null while it waits. */
  readonly processedRev: number | null
  /** The time that the transition which took it was computed at; null while it waits. */
  readonly processedAt: number | null
}

/** What became of one row given to `insertInbox`. */
export type InboxAnswer =
  | { readonly status: "accepted"; readonly seq: number }
  /** The id is taken in this run: here is the row that has it. */
  | { readonly status: "duplicate"; readonly existing: InboxRow }
  /** It is a `start`, and its run has begun without one. */
  | { readonly status: "begun" }
  /** The run has too many unprocessed rows from outside. */
  | { readonly status: "full"; readonly bound: number }

/** What an open wait of a run is for. */
export type RestKind = "step" | "sleep" | "event" | "run" | "lock" | "barrier" | "other"

/** Something that a run waits for now. */
export interface RestInfo {
  readonly kind: RestKind
  /** The runtime id of the wait: `<static id>#<n>`. */
  readonly wait: string
  /** The wait of the branch that waits; absent outside of all. */
  readonly within?: string
  /** What it waits for: a step's name, an event's, the id of a run, the key of a lock. */
  readonly name?: string
  /** The run that holds the lock of all runs that it waits for. */
  readonly holder?: string
  /** When it is over of itself; in ms since 1970. */
  readonly dueAt?: number
}

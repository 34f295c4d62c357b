/** What moved a run, where it was nothing from outside; what a wait waited for is named by the wait. */
export type MovedBy =
  | { readonly kind: "start" | "park" | "wake" | "reopen" }
  | { readonly kind: "step" | "timer" | "event" | "child" | "deadline" | "collect" | "lock"; readonly waitId: string }

/** One transition of a run, as it is kept. */
export interface TransitionRow {
  /** 1 is the start. */
  readonly rev: number
  /** The time that it was computed at. */
  readonly at: number
  /** Null where a row of the inbox moved the run: the one that has this `processedRev`. */
  readonly movedBy: MovedBy | null
  /** What its random values grew from. */
  readonly seed: string | null
  readonly branches: string | null
}

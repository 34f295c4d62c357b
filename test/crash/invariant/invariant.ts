import type { History, StoredRun } from "../history/history.ts"
import type { Replay } from "../history/replay.ts"

/** What every history must keep, whoever was killed when. */
export interface Invariant {
  /** Its number, and its words. */
  readonly name: string
  /** Where a history breaks it, in words. */
  readonly judge: (history: Judged) => readonly string[]
}

/** A history, and what its runs come to by the pure interpreter. */
export interface Judged extends History {
  readonly replayOf: (run: StoredRun) => Replay
}

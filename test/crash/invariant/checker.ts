import type { History, StoredRun } from "../history/history.ts"
import { replay } from "../history/replay.ts"
import type { Replay } from "../history/replay.ts"
import { told } from "./i1-told.ts"
import { revs } from "./i2-revs.ts"
import { interpreter } from "./i3-interpreter.ts"
import { effects } from "./i4-effects.ts"
import { timers } from "./i5-timers.ts"
import { closed } from "./i6-closed.ts"
import { tables } from "./i7-tables.ts"
import { family } from "./i9-family.ts"
import { letters } from "./i10-letters.ts"
import { cache } from "./i11-cache.ts"
import { breakers } from "./i12-breakers.ts"
import { deadlines } from "./i13-deadlines.ts"
import { overdue } from "./i8-overdue.ts"
import type { Invariant } from "./invariant.ts"

/** A promise that a history breaks, and where. */
export interface Violation {
  readonly invariant: string
  readonly what: string
}

/** All of them, in the order of their numbers. */
export const invariants: readonly Invariant[] = [
  told,
  revs,
  interpreter,
  effects,
  timers,
  closed,
  tables,
  overdue,
  family,
  letters,
  cache,
  breakers,
  deadlines,
]

/** Judges a history by every invariant. */
export const violationsOf = async (history: History): Promise<readonly Violation[]> => {
  const replays = new Map<StoredRun, Replay>()
  for (const { runs } of [...history.observations, history.end]) {
    for (const run of runs) replays.set(run, await replay(run))
  }
  const replayOf = (run: StoredRun): Replay => {
    const found = replays.get(run)
    if (found === undefined) throw new Error("invariant: every run was replayed")
    return found
  }
  return invariants.flatMap(({ name, judge }) =>
    judge({ ...history, replayOf }).map((what) => ({ invariant: name, what })),
  )
}

import type { StoredRun } from "../history/history.ts"
import { stepOf } from "../history/program-of.ts"
import type { Replay } from "../history/replay.ts"
import type { Effect } from "../log/effect-log.ts"
import type { Invariant } from "./invariant.ts"
import { keyOf } from "./key-of.ts"

/** Late is allowed, early never. */
export const timers: Invariant = {
  name: "I5 no timer fires before it is due",
  judge: ({ effects, end, replayOf }) =>
    end.runs.flatMap((run) => [...earlyWakes(run, replayOf(run)), ...earlyRetries(run, effects)]),
}

const earlyWakes = ({ row, transitions }: StoredRun, { sleeps }: Replay): string[] =>
  transitions.flatMap(({ at, movedBy }) => {
    if (movedBy?.kind !== "timer") return []
    const dueAt = sleeps.get(movedBy.waitId)
    if (dueAt === undefined || at >= dueAt) return []
    return [`${movedBy.waitId} of run ${row.id} fired ${dueAt - at} ms before it was due.`]
  })

const earlyRetries = (run: StoredRun, effects: readonly Effect[]): string[] =>
  run.attempts.flatMap((failed) => {
    const key = keyOf(run, failed)
    const next = effects.find((effect) => effect.key === key && effect.attempt > failed.attempt)
    if (next === undefined) return []
    // What had failed for good is called again where its run goes on: nothing is waited for.
    if (isReopened(run, failed.startedAt, next.at)) return []
    const waited = next.at - failed.startedAt
    return waited < delayOf(run, next.step) ? [`${key} was tried again after ${waited} ms.`] : []
  })

const isReopened = ({ transitions }: StoredRun, since: number, until: number): boolean =>
  transitions.some(({ movedBy, at }) => movedBy?.kind === "reopen" && at >= since && at <= until)

/** Of what is tried again here the delay is fixed. */
const delayOf = ({ row }: StoredRun, step: string): number => {
  const delays = stepOf(row.workflow, step)?.retry?.delays
  return delays !== undefined && "initialDelay" in delays ? delays.initialDelay : 0
}

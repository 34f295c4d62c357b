import type { StoredRun } from "../history/history.ts"
import { lastBegun } from "../history/last-begun.ts"
import { stepOf } from "../history/program-of.ts"
import type { Invariant } from "./invariant.ts"

/** However often processes end: late is allowed for the failure, but not for an attempt. */
export const deadlines: Invariant = {
  name: "I13 no attempt begins behind the deadline of its call, and no call fails of it while there is time for another",
  judge: (history) =>
    [...history.observations, history.end].flatMap((seen) => [
      ...lastBegun(history, seen).flatMap(({ run, step, effect }) => {
        const late = step.attemptAt - step.startedAt - (stepOf(run.row.workflow, step.name)?.deadline ?? Infinity)
        return late < 0 ? [] : [`Attempt ${effect.attempt} at ${effect.key} began ${late} ms behind its deadline.`]
      }),
      ...seen.runs.flatMap(early),
    ]),
}

const early = ({ row, steps }: StoredRun): string[] =>
  steps.flatMap(({ name, waitId, endedBy, endedAt, startedAt }) => {
    const step = stepOf(row.workflow, name)
    if (endedBy !== "deadline" || endedAt === null || step?.deadline === undefined) return []
    const left = startedAt + step.deadline - endedAt
    const wait = Math.max(shortest, step.breaker?.circuit.maxOpenFor ?? 0)
    return left > wait ? [`${waitId} of run ${row.id} failed of its deadline ${left} ms before it.`] : []
  })

/** In ms: as long as whoever is turned away by a breaker waits at least, and longer than steps wait here between attempts. */
const shortest = 100

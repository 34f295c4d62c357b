import type { Observation, StoredRun } from "../history/history.ts"
import type { Invariant } from "./invariant.ts"

/** Runs that come from runs begin, are told, and are heard of in the transactions that say so: at every moment. */
export const family: Invariant = {
  name: "I9 whatever a run began is there, and ends or is told to end with it, and whoever waits for a run is told of its end",
  judge: ({ observations, end }) => [
    ...[...observations, end].flatMap((seen) => seen.runs.flatMap((run) => broken(run, seen))),
    ...end.runs.flatMap(({ links }) =>
      links
        .filter(({ ended, refusal, runId }) => !ended && refusal === null && isThere(runId, end))
        .map(({ runId }) => `Run ${runId} came from another one, and has not ended.`),
    ),
  ],
}

const isThere = (runId: string, { runs }: Observation): boolean => runs.some(({ row }) => row.id === runId)

const broken = ({ row, links, link, strands }: StoredRun, seen: Observation): string[] => {
  const hasEnded = row.endedAt !== null
  const parent = seen.runs.find((other) => other.row.id === link?.parentId)
  const isHeard = parent?.inbox.some(({ kind, name }) => kind === "child" && name === row.id) ?? false
  return [
    ...links
      .filter(({ runId, refusal }) => refusal === null && !isThere(runId, seen) && !seen.accepted.includes(runId))
      .map(({ runId }) => `Run ${row.id} began run ${runId}, which is not there, nor is its start.`),
    ...links
      .filter(({ kind, runId, ended }) => hasEnded && kind === "child" && !ended && !isTold(runId, seen))
      .map(({ runId }) => `Run ${row.id} has ended, and its child ${runId} has neither ended nor been told.`),
    ...strands
      .filter(({ status }) => hasEnded && status === "running")
      .map(({ waitId }) => `Run ${row.id} has ended, and its strand ${waitId} is at work.`),
    ...(link !== undefined && link.ended !== hasEnded
      ? [`The link of run ${row.id} says another end than its row.`]
      : []),
    ...(link?.kind === "child" && hasEnded && parent !== undefined && !isHeard
      ? [`Run ${row.id} has ended, and run ${link.parentId} was not told.`]
      : []),
  ]
}

const isTold = (runId: string, { cancels }: Observation): boolean => cancels.includes(runId)

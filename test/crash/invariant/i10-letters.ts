import type { Observation, StoredRun } from "../history/history.ts"
import { isBuiltIn } from "./is-built-in.ts"
import type { Invariant } from "./invariant.ts"

/** Whoever looks for what has failed finds it, until it is mended; and nothing is mended twice. */
export const letters: Invariant = {
  name: "I10 a call that failed for good has a dead letter until a replay has solved it, and one replay at most does",
  judge: ({ observations, end }) =>
    [...observations, end].flatMap((observation) => [
      ...unkept(observation),
      ...strange(observation),
      ...twice(observation),
    ]),
}

const unkept = ({ runs, letters }: Observation): string[] => {
  const kept = new Set(letters.map(({ runId, waitId }) => `${runId} ${waitId}`))
  return runs
    .filter(({ row }) => row.status === "failed")
    .filter(({ row, steps }) =>
      steps
        .filter((step) => step.status === "failed" && step.error === row.error && !isBuiltIn(step))
        .some(({ waitId }) => !kept.has(`${row.id} ${waitId}`)),
    )
    .filter((run) => !isSolved(run, runs, letters))
    .map(({ row }) => `Run ${row.id} has failed with a step, and there is no dead letter of it.`)
}

/** A run with the same input has replayed it; or the letter tells of that one's failure now. */
const isSolved = ({ row }: StoredRun, runs: readonly StoredRun[], letters: Observation["letters"]): boolean =>
  runs.some(
    (other) =>
      other.row.replays !== null &&
      other.row.id !== row.id &&
      other.row.input === row.input &&
      (other.row.status === "completed" || letters.some(({ id }) => id === other.row.replays)),
  )

const strange = ({ runs, letters }: Observation): string[] =>
  letters.flatMap(({ id, runId, waitId, status }) => {
    const run = runs.find(({ row }) => row.id === runId)
    const step = run?.steps.find((each) => each.waitId === waitId)
    if (run === undefined || step === undefined) return [`Dead letter ${id} is of a call that is not stored.`]
    const isResumed = run.row.replays === id && status === "replaying"
    return step.status === "failed" || isResumed ? [] : [`Dead letter ${id} is of a call that is ${step.status}.`]
  })

const twice = ({ runs }: Observation): string[] => {
  const done = runs.filter(({ row }) => row.replays !== null && row.status === "completed")
  return [...Map.groupBy(done, ({ row }) => row.replays)]
    .filter(([, replays]) => replays.length > 1)
    .map(([id, { length }]) => `Dead letter ${id} was replayed with success ${length} times.`)
}

import type { Observation, StoredRun } from "../history/history.ts"
import type { Told } from "../log/told-log.ts"
import type { Invariant } from "./invariant.ts"
import { isBuiltIn } from "./is-built-in.ts"

/** Whoever looks for what has failed finds it, until it is mended; and nothing is mended twice. */
export const letters: Invariant = {
  name: "I10 a call that failed for good has a dead letter until a replay has solved it, one replay at most does, and what an operator was told comes of it",
  judge: ({ observations, end, told }) =>
    [...observations, end].flatMap((observation) => [
      ...unkept(observation),
      ...strange(observation),
      ...mistaken(observation),
      ...twice(observation),
      ...lost(observation, told.slice(0, observation.told)),
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

/** A run has failed with it, so nobody has handled it. */
const mistaken = ({ runs, letters }: Observation): string[] =>
  letters.flatMap(({ id, runId, waitId, handled }) => {
    const run = runs.find(({ row }) => row.id === runId && row.status === "failed")
    const step = run?.steps.find((each) => each.waitId === waitId)
    return handled && step !== undefined && step.error === run?.row.error
      ? [`Dead letter ${id} is said to be handled, and run ${runId} has failed with it.`]
      : []
  })

/** One in which a call has failed all the same may have completed without it, and its letter stands there still. */
const twice = ({ runs }: Observation): string[] => {
  const done = runs.filter(
    ({ row, steps }) =>
      row.replays !== null && row.status === "completed" && steps.every(({ status }) => status !== "failed"),
  )
  return [...Map.groupBy(done, ({ row }) => row.replays)]
    .filter(([, replays]) => replays.length > 1)
    .map(([id, { length }]) => `Dead letter ${id} was replayed with success ${length} times.`)
}

/**
 * A replay that was taken has its run, or a letter that waits for its turn, unless somebody has discarded that; a run that was
 * resumed has gone on.
 */
const lost = ({ runs, accepted, letters }: Observation, told: readonly Told[]): string[] => {
  const begun = new Set([...runs.map(({ row }) => row.id), ...accepted, ...letters.map(({ replayRun }) => replayRun)])
  const goneOn = runs.filter(({ transitions }) => transitions.some(({ movedBy }) => movedBy?.kind === "reopen"))
  const resumed = new Set(goneOn.map(({ row }) => row.id))
  const discarded = new Set(told.filter(({ kind }) => kind === "asked to discard").map(({ letter }) => letter))
  return told.flatMap(({ kind, run, letter }) => {
    const isLost = kind === "replaying" && !begun.has(run) && !discarded.has(letter)
    if (isLost) return [`Run ${run} was to replay a dead letter, and is not there.`]
    if (kind === "resuming" && !resumed.has(run)) return [`Run ${run} was to go on with a dead letter, and has not.`]
    return []
  })
}

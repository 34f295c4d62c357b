import type { RunRow, Store } from "@statewright/store"
import { unfitSteps } from "../contract/unfit-steps.ts"
import type { Programs } from "../engine/programs.ts"
import { isStorageError } from "./is-storage-error.ts"
import type { LiveRuns } from "./live-runs.ts"
import { askAll } from "../limit/begin-calls.ts"
import { rejoin } from "../limit/rejoin.ts"
import type { Moment } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"
import { lineOf } from "./start-calls.ts"
import { unpark } from "./park.ts"
import type { ResumeWork } from "./work.ts"

/** What letting a run go on needs of the engine. */
interface Resuming {
  readonly store: Store
  readonly programs: Programs
  readonly runs: LiveRuns
}

/** Prepares what follows when somebody says that a parked run may go on: its calls that were at work begin again. */
export const prepareResume = async (
  { store, programs, runs }: Resuming,
  { runId, inboxSeq }: ResumeWork,
  { now, token, asking }: Moment,
): Promise<Prepared> => {
  const takes = inboxSeq === undefined ? [] : [inboxSeq]
  const row = await store.run(runId)
  const program = row && programs.exact(row.workflow, row.version)
  const open = await store.openSteps(runId)
  const unfit = row && program && unfitSteps(row, program)
  const stays = row?.status !== "parked" || program === undefined || open.some(({ name }) => unfit?.has(name))
  if (stays) return { transition: { runId, at: now, run: { kind: "none" }, takes }, launches: [] }

  const given = asking({ id: runId, program })
  const places = (await store.places(runId)).filter(({ waitId }) => waitId !== "")
  for (const entry of places) rejoin(given.gate, program, { ...entry, runId }, now)
  // Who says that it may go on says so of its calls, too.
  const crashesOf = (crashes: number): number => (inboxSeq === undefined ? crashes : 0)
  const asked = await askAll(
    given,
    open.filter(({ status }) => status === "running"),
  )
  const calls = asked.begun.map(({ frame, waitId, name, input, attempt, crashes, ...rest }) => {
    const { permit, problem } = rest
    const call = { runId, program, frame, waitId, name, input, attempt: attempt + 1, token: token() }
    return { ...call, crashes: crashesOf(crashes), ...(permit && { permit }), ...(problem && { problem }) }
  })
  const claims = calls.map(({ frame, waitId, attempt, crashes, token: fence }) => ({
    kind: "claim" as const,
    frame,
    waitId,
    attempt,
    token: fence,
    crashes,
  }))
  const queues = asked.queued.map(({ frame, waitId, attempt, crashes }) => ({
    kind: "queue" as const,
    frame,
    waitId,
    attempt,
    crashes: crashesOf(crashes),
  }))
  return {
    transition: { ...unpark(row, now), takes, steps: [...claims, ...queues], ...lineOf(asked) },
    launches: calls,
    joined: [...places, ...asked.queued],
    undo: () => {
      asked.undo()
      given.gate.dropRun(runId)
    },
    ...(await withWaits(store, runs, row)),
  }
}

/** One that waits for events looks for what came while it rested; a frame that cannot be read is found out when it moves. */
const withWaits = async (store: Store, runs: LiveRuns, row: RunRow): Promise<Pick<Prepared, "begun">> => {
  if ((await store.waits(row.id)).length === 0) return {}
  try {
    const begun = await runs.wake(row)
    return begun === undefined ? {} : { begun }
  } catch (error) {
    if (isStorageError(error)) throw error
    return {}
  }
}

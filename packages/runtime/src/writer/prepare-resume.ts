import type { RunRow, StepRow, Store } from "@statewright/store"
import { unfitSteps } from "../contract/unfit-steps.ts"
import type { Programs } from "../engine/programs.ts"
import { isStorageError } from "./is-storage-error.ts"
import { isWanted } from "./is-wanted.ts"
import type { LiveRuns } from "./live-runs.ts"
import { ContractChanged } from "../contract/contract-changed.ts"
import { VersionMissing } from "../error/version-missing.ts"
import { slotFor } from "../limit/slot-for.ts"
import { isTheRun, theRun } from "../limit/the-run.ts"
import { overdue } from "../policy/retry/deadlines.ts"
import { callAgain } from "./call-again.ts"
import { claimOf } from "./claim-of.ts"
import { rejoin } from "../limit/rejoin.ts"
import type { Moment } from "./moment.ts"
import type { Prepared } from "./prepared.ts"
import { lineOf } from "./start-calls.ts"
import { park, unpark } from "./park.ts"
import { pendingNews } from "./pending-cancels.ts"
import type { ResumeWork } from "./work.ts"

/** What letting a run go on needs of the engine. */
interface Resuming {
  readonly store: Store
  readonly programs: Programs
  readonly runs: LiveRuns
}

/**
 * Prepares what follows when a run that rested may go on: its calls that were at work begin again. Where as many as may be
 * are at work already, it stands in line until its turn comes.
 */
export const prepareResume = async (
  { store, programs, runs }: Resuming,
  work: ResumeWork,
  moment: Moment,
): Promise<Prepared> => {
  const { runId, inboxSeq, permit } = work
  const { now, asking } = moment
  const takes = inboxSeq === undefined ? [] : [inboxSeq]
  const row = await store.run(runId)
  const program = row && programs.exact(row.workflow, row.version)
  const open = await store.openSteps(runId)
  const unfit = row && program && unfitSteps(row, program)
  const misfit = open.find(({ name }) => unfit?.has(name))
  if (row !== undefined && permit !== undefined && (program === undefined || misfit !== undefined)) {
    const why = misfit === undefined ? new VersionMissing(row.workflow, row.version) : new ContractChanged(misfit.name)
    return { transition: { ...park(row, why, now), line: [{ kind: "leave", ...theRun }] }, launches: [] }
  }
  const stays = row?.status !== (permit === undefined ? "parked" : "queued") || program === undefined || misfit
  if (stays) return { transition: { runId, at: now, run: { kind: "none" }, takes }, launches: [] }

  const given = asking({ id: runId, program })
  const slot =
    permit === undefined ? slotFor(given, await store.admission(runId), now) : ({ kind: "free", permit } as const)
  if (slot.kind === "taken") {
    const { line, undo } = slot
    const becomes = { status: "queued" } as const
    const run = { kind: "update", expectedRev: row.rev, state: row.state, becomes } as const
    const transition = { runId, at: now, movedBy: { kind: "wake" }, takes, run, line: [line] } as const
    return { transition, launches: [], joined: [theRun], undo }
  }
  const places = (await store.places(runId)).filter((place) => !isTheRun(place))
  const rejoined = places.map((entry) => rejoin(given.gate, program, { ...entry, runId }, now))
  const news = await pendingNews(store, runId)
  const forgives = inboxSeq !== undefined || permit !== undefined
  const wanted = await wantedOf(runs, row, open)
  const late = wanted.flatMap((step) => overdue(program, step, now) ?? [])
  const inTime = late.length === 0 ? wanted : wanted.filter((step) => overdue(program, step, now) === undefined)
  // One that is to be cancelled is told so first, and begins again what is still asked for then.
  const isTold = news.some(({ kind }) => kind === "cancel")
  const held = isTold ? inTime.filter(isAttempt) : []
  const calls = inTime.filter((step) => !held.includes(step))
  const again = await callAgain(given, calls, { ...moment, tenant: row.tenant, forgives })
  return {
    transition: {
      ...unpark(row, now),
      takes,
      steps: again.steps,
      ...(late.length > 0 && { setTimers: late }),
      ...lineOf(again, permit === undefined ? [] : [theRun]),
    },
    launches: again.launches,
    joined: [...places, ...again.queued],
    follows: [...news, ...held.map((step) => claimOf(step, forgives ? 0 : step.crashes))],
    ...(slot.permit && { holds: slot.permit }),
    undo: () => {
      again.undo()
      if (permit === undefined) slot.permit?.undo()
      for (const takeBack of rejoined) takeBack()
    },
    ...(await withWaits(store, runs, row)),
  }
}

/** Whether its code was at work, and not a look for a cached answer. */
const isAttempt = ({ status, attempt }: StepRow): boolean => status === "running" && attempt > 0

/** The calls that begin again: not those of branches that were cancelled. */
const wantedOf = async (runs: LiveRuns, row: RunRow, open: readonly StepRow[]): Promise<readonly StepRow[]> => {
  if (open.every(({ within }) => within === null)) return open
  const frame = (await runs.wake(row))?.frame
  return frame === undefined ? open : open.filter(({ waitId, within }) => isWanted(frame, waitId, within))
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

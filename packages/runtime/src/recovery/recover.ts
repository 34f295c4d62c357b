import type { RunStatus } from "@statewright/model"
import type { Lease, RunGroup, RunRow, RunSummary, StepRow, Store, Transition } from "@statewright/store"
import { killPoint } from "@statewright/store/kill-point"
import { ContractChanged, workflowOf } from "../contract/contract-changed.ts"
import { unfitSteps } from "../contract/unfit-steps.ts"
import type { Programs } from "../engine/programs.ts"
import { StepCrashed } from "../error/step-crashed.ts"
import { VersionMissing } from "../error/version-missing.ts"
import type { Program } from "../machine/program.ts"
import { type EarlyCancels, earlyCancels } from "./early-cancels.ts"
import { lookOf } from "../policy/cache/look-of.ts"
import type { Launch } from "../writer/prepared.ts"
import { park, parkedReason, unpark } from "../writer/park.ts"
import { claimOf } from "../writer/claim-of.ts"
import type { ClaimWork, ResumeWork } from "../writer/work.ts"

/** The attempts that were in flight, which are to run again. */
export interface Recovered {
  readonly claims: readonly ClaimWork[]
  /** Parked runs that may go on, and look for events that came while they rested, or for a place among those at work. */
  readonly wakes: readonly ResumeWork[]
  /** Those under which processes ended more than once. */
  readonly suspects: readonly ClaimWork[]
  readonly cancels: EarlyCancels
  /** Calls of which a cached answer was looked for, which is done again. */
  readonly looks: readonly Launch[]
}

/** What recovering needs to know. */
export interface Recovering {
  readonly store: Store
  readonly programs: Programs
  readonly lease: Pick<Lease, "epoch" | "after">
  readonly now: number
}

/** A call under which so many processes in a row have ended is not tried again. */
const mostCrashes = 3

/**
 * Goes through what the last leader left: parks the runs whose program is not here, or which seem to end their process,
 * and wakes those whose program has come back. Sleeps, retries and waits need nothing: they are rows, and however many
 * there are, nobody looks at them one by one.
 */
export const recover = async (recovering: Recovering): Promise<Recovered> => {
  const { store, programs, lease, now } = recovering
  const wakes = await wakeParked(recovering)
  killPoint("recovery-half")

  const parks: Transition[] = []
  if ((await store.runGroups("running")).some((group) => !has(programs, group))) {
    for await (const run of runsOf(store, "running")) if (!has(programs, run)) parks.push(park(run, missing(run), now))
  }
  const claims: ClaimWork[] = []
  const suspects: ClaimWork[] = []
  const looks: Launch[] = []
  const parked = new Set(parks.map(({ runId }) => runId))
  const stepsOf = Map.groupBy(await store.stepsAtWork(), (step) => step.runId)
  const cancels = await earlyCancels(store, programs, new Set(stepsOf.keys()))
  const cancelled = new Set(cancels.ofRunsAtWork.map(({ runId }) => runId))
  for (const [runId, steps] of stepsOf) {
    if (parked.has(runId)) continue
    const atWork = steps.filter(({ attempt }) => attempt > 0)
    const calls = atWork.map((step) => claimOf(step, lease.after === "crash" ? step.crashes + 1 : 0))
    const run = await looking(store, runId, steps)
    const program = run && programs.exact(run.workflow, run.version)
    if (run !== undefined && program !== undefined) {
      looks.push(...steps.flatMap((step) => lookOf(step, { tenant: run.tenant, program })))
    }
    const worst = calls.find(({ crashes }) => crashes >= mostCrashes)
    // One that is told to stop before may need no further attempt.
    if (worst === undefined || cancelled.has(runId)) {
      for (const call of calls) (call.crashes > 1 ? suspects : claims).push(call)
    } else {
      const row = await store.run(runId)
      if (row !== undefined) parks.push(park(row, new StepCrashed(worst.name, worst.crashes), now))
    }
  }
  if (parks.length > 0) await store.commit(lease.epoch, parks)
  return { wakes, cancels, claims, suspects, looks }
}

/** The run, if a cached answer was looked for in it. */
const looking = (store: Store, runId: string, steps: readonly StepRow[]): Promise<RunRow | undefined> =>
  steps.some(({ attempt }) => attempt === 0) ? store.run(runId) : Promise.resolve(undefined)

/** Wakes the parked runs that may go on, but for those that must look first: for events, or for a place among those at work. */
const wakeParked = async ({ store, programs, lease, now }: Recovering): Promise<readonly ResumeWork[]> => {
  const mayGoOn = (group: RunGroup): boolean =>
    has(programs, group) && (isOfVersion(group) || group.parkedReason?.startsWith(contractCode) === true)
  if (!(await store.runGroups("parked")).some(mayGoOn)) return []
  const moves: Transition[] = []
  const wakes: ResumeWork[] = []
  for await (const run of runsOf(store, "parked")) {
    const program = programs.exact(run.workflow, run.version)
    if (program === undefined || !mayGoOn(run)) continue
    if (!isOfVersion(run) && !(await isFitAgain(store, run, program))) continue
    // One that is limited may have to stand in line.
    const isLimited = ((await store.admission(run.id))?.lane ?? null) !== null
    if (isLimited || (await store.waits(run.id)).length > 0) wakes.push({ kind: "resume", runId: run.id })
    else moves.push(unpark(run, now))
  }
  if (moves.length > 0) await store.commit(lease.epoch, moves)
  return wakes
}

/** Whether a run was parked because its program was not here. */
const isOfVersion = (group: RunGroup): boolean => group.parkedReason === parkedReason(missing(group))

const contractCode = `${new ContractChanged("").code} `

/** Whether a run was parked at a step, or a sub-workflow, whose contract had changed, and all that it waits for fits now. */
const isFitAgain = async (
  store: Store,
  { id, parkedReason: reason }: RunSummary,
  program: Program,
): Promise<boolean> => {
  const open = await store.openSteps(id)
  const called = Object.keys(program.contracts).filter((name) => workflowOf(name) !== undefined)
  const asked = [...open.map(({ name }) => name), ...called]
  const changed = asked.find((name) => reason === parkedReason(new ContractChanged(name)))
  if (changed === undefined) return false
  const row = await store.run(id)
  if (row === undefined) return false
  try {
    const unfit = unfitSteps(row, program)
    return !unfit.has(changed) && open.every(({ name }) => !unfit.has(name))
  } catch {
    // What it relies on cannot be read: it rests.
    return false
  }
}

const has = (programs: Programs, run: RunGroup): boolean => programs.exact(run.workflow, run.version) !== undefined

const missing = ({ workflow, version }: RunGroup): VersionMissing => new VersionMissing(workflow, version)

const pageSize = 500

async function* runsOf(store: Store, status: RunStatus): AsyncGenerator<RunSummary> {
  let after: RunSummary | undefined
  do {
    const page = await store.runsIn(status, { limit: pageSize, ...(after === undefined ? {} : { after }) })
    yield* page
    after = page.length < pageSize ? undefined : page.at(-1)
  } while (after !== undefined)
}

import type { StepWrite, Transition, WaitKey } from "@statewright/store"
import type { Advanced, Circumstances } from "../advance/advanced.ts"
import { encodeError, type WaitId } from "@statewright/model"
import { ContractChanged, contractOfWorkflow } from "../contract/contract-changed.ts"
import { encodeBranches } from "../history/encode-branches.ts"
import { runName } from "../ids/run-name.ts"
import { NotYet } from "../boundary/not-yet.ts"
import { noBranches } from "../machine/branches.ts"
import { deadlinesOf } from "../policy/retry/deadlines.ts"
import { snapshotWrite } from "../snapshot/snapshot-write.ts"
import { type FollowUp, followUp, nothing } from "./follow-up.ts"
import { frameWrite } from "./frame-write.ts"
import { isStorageError } from "./is-storage-error.ts"
import { type LiveRun, mainFrame } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { type OtherRows, otherRows } from "./other-rows.ts"
import { park, parked } from "./park.ts"
import type { Prepared } from "./prepared.ts"
import { restsRun } from "./rests-run.ts"
import { afterwards, askFor, askNobody, launchesOf, lineOf, stepsOf } from "./start-calls.ts"
import { timeoutsOf, type WaitChanges, waitChanges } from "./wait-changes.ts"
import { restState } from "./rest-state.ts"

/** The part of a transition that says what moved the run. */
export interface Cause extends Pick<
  Transition,
  | "takes"
  | "movedBy"
  | "steps"
  | "attempts"
  | "clearTimers"
  | "received"
  | "events"
  | "troubles"
  | "locks"
  | "cache"
  | "flights"
  | "counts"
  | "notices"
> {
  /** What is stored instead where the run cannot be moved: it is parked before the move, which then comes again. */
  readonly onPark?: Pick<
    Transition,
    "takes" | "steps" | "attempts" | "setTimers" | "clearTimers" | "events" | "cache" | "flights" | "counts" | "notices"
  >
}

/** Moves a run in memory by `advanced` and prepares the transition that stores it; a late outcome is stored alone. */
export const moveRun = async (
  live: LiveRun,
  moment: Moment,
  advanced: (circumstances: Required<Circumstances>) => Advanced | undefined,
  { onPark = {}, ...cause }: Cause,
): Promise<Prepared> => {
  const { now, seed, asking } = moment
  const branches = noBranches()
  const stateBefore = restState(live.frame)
  const moved = await move(live, () => advanced({ now, seed, branches, runId: runName(live) }), moment)
  if (moved === undefined) {
    return {
      transition: { runId: live.id, at: now, run: { kind: "check", expectedRev: live.rev }, ...cause },
      launches: [],
    }
  }
  if ("stuck" in moved) {
    const rests = park({ id: live.id, rev: live.rev, state: stateBefore }, moved.stuck, now)
    live.rests = true
    return { transition: { ...rests, ...onPark }, launches: [] }
  }
  const { follow, others, frame, opened, closed, dropped } = moved
  const { startSteps, abandoned } = follow
  // Its row is stored, and its code is not run: once the contract fits again, recovery claims it.
  const refused = startSteps.find(({ name }) => live.unfit.has(name))
  const becomes = refused === undefined ? follow.becomes : parked(new ContractChanged(refused.name))
  const state = follow.becomes === undefined ? restState(live.frame) : null
  const expectedRev = live.rev
  live.rev += 1
  if (becomes !== undefined) live.rests = true
  const taken = encodeBranches(branches, live.told, live.program)
  const asked = refused === undefined ? await askFor(asking(live), startSteps) : askNobody(live.program, startSteps)
  const gone = abandoned.filter((call) => asking(live).gate.has(live.id, call))
  return {
    transition: {
      runId: live.id,
      at: now,
      seed,
      run: { kind: "update", expectedRev, state, ...(becomes === undefined ? {} : { becomes }) },
      frame,
      startSteps: stepsOf(startSteps, asked),
      ...lineOf(asked, gone),
      ...others,
      setTimers: [
        ...follow.setTimers.filter(({ waitId }) => !dropped.includes(waitId)),
        ...timeoutsOf(opened),
        ...deadlinesOf(live.program, startSteps, now),
      ],
      ...(opened.length > 0 && { openWaits: opened }),
      ...(closed.length > 0 && { closeWaits: closed.map(({ frame, waitId }) => ({ frame, waitId })) }),
      ...(taken !== undefined && { branches: taken }),
      ...cause,
      ...(others.locks !== undefined && { locks: [...(cause.locks ?? []), ...others.locks] }),
      clearTimers: [
        ...(cause.clearTimers ?? []),
        ...follow.clearTimers,
        ...abandoned.flatMap((call) => [
          { ...call, kind: "sleep" as const },
          { ...call, kind: "retry" as const },
          { ...call, kind: "deadline" as const },
        ]),
        ...dropped.map((waitId) => ({ frame: mainFrame, waitId, kind: "sleep" as const })),
        ...timeoutsOf(closed),
      ],
      ...(gone.length > 0 && { steps: [...(cause.steps ?? []), ...gone.map(withdrawn)] }),
    },
    launches: refused === undefined ? launchesOf(live, asked) : [],
    abandoned,
    ...afterwards(asked),
  }
}

const withdrawn = (call: WaitKey): StepWrite => ({ kind: "withdraw", ...call })

interface Moved extends Pick<WaitChanges, "opened" | "closed"> {
  readonly follow: FollowUp
  readonly others: OtherRows
  readonly dropped: readonly WaitId[]
  readonly frame: NonNullable<Transition["frame"]>
}

/** An error here comes from outside the author's code and fails the run, so that it never stops the batch. */
const move = async (
  live: LiveRun,
  advanced: () => Advanced | undefined,
  moment: Moment,
): Promise<Moved | { readonly stuck: unknown } | undefined> => {
  const { id, rev, frame, log, program, open } = live
  try {
    const result = advanced()
    if (result === undefined) return undefined
    const follow = await followUp(program, result.commands, {
      ...moment,
      key: () => `output of ${id} at ${rev}`,
      origin: () => moment.originOf(live),
    })
    const misfit = misfitOf(live, follow)
    if (misfit !== undefined) return { stuck: new ContractChanged(misfit) }
    const others = await otherRows(live, follow, moment)
    // The store closes all that is open of a run that has ended.
    if (follow.becomes !== undefined) return { ...unmoved, follow, others, frame: { kind: "delete" } }
    const { opened, closed, writes } = waitChanges(open, result, follow.openWaits)
    return {
      follow,
      others,
      frame: frameWrite(snapshotWrite(log, frame, writes)),
      opened,
      closed,
      dropped: result.dropped,
    }
  } catch (error) {
    if (error instanceof NotYet || isStorageError(error)) throw error
    if (restsRun(error)) return { stuck: error }
    const becomes = { status: "failed", error: encodeError(error) } as const
    return { ...unmoved, follow: { ...nothing, becomes }, frame: { kind: "delete" } }
  }
}

/** A sub-workflow that is no longer what the run relies on: it is not begun, and the run rests before the move. */
const misfitOf = ({ unfit }: LiveRun, { runs }: FollowUp): string | undefined =>
  runs
    .flatMap(({ workflow }) => (workflow === undefined ? [] : [contractOfWorkflow(workflow)]))
    .find((contract) => unfit.has(contract))

const unmoved = { opened: [], closed: [], dropped: [], others: {} }

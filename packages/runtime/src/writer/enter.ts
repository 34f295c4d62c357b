import { encodeError } from "@statewright/model"
import type { NewWait, Transition } from "@statewright/store"
import { deadlinesOf } from "../policy/retry/deadlines.ts"
import { beginEntry, type Entry } from "../advance/begin-entry.ts"
import { begin, newFrame } from "../advance/advance.ts"
import { encodeBranches, type ToldQuestions } from "../history/encode-branches.ts"
import { NotYet } from "../boundary/not-yet.ts"
import { noBranches } from "../machine/branches.ts"
import type { Origin } from "../link/origin.ts"
import { runName } from "../ids/run-name.ts"
import type { Program } from "../machine/program.ts"
import { baseWrite } from "../snapshot/snapshot-write.ts"
import { type FollowUp, followUp, nothing } from "./follow-up.ts"
import { frameWrite } from "./frame-write.ts"
import { isStorageError } from "./is-storage-error.ts"
import { type LiveRun, mainFrame } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import type { StartFacts } from "../start/start-facts.ts"
import type { Prepared } from "./prepared.ts"
import { afterwards, askFor, launchesOf, lineOf, stepsOf } from "./start-calls.ts"
import { type OtherRows, otherRows } from "./other-rows.ts"
import { parked } from "./park.ts"
import { restsRun } from "./rests-run.ts"
import { timeoutsOf, waitChanges } from "./wait-changes.ts"
import { restState } from "./rest-state.ts"

/** What a run comes to at its beginning. */
export interface Entered {
  readonly follow: FollowUp
  readonly others: OtherRows
  readonly frame?: NonNullable<Transition["frame"]>
  readonly state: string | null
  readonly opened: readonly NewWait[]
  readonly begun?: LiveRun
  readonly branches: string | undefined
}

/** What begins. */
export interface Entering {
  readonly runId: string
  readonly program: Program
  /** Of the run's row. */
  readonly createdAt: number
  /** How it comes to be: `null` if from no other run. */
  readonly origin: Origin | null | undefined
  /** The input as the workflow's schema parsed it. */
  readonly parsed: unknown
  /** Why it cannot even begin. */
  readonly problem?: Error
  /** Of the transition with which it begins. */
  readonly rev: number
  readonly tenant: string
  /** The dead letter that it replays. */
  readonly replays: number | null
}

/** Runs a workflow up to its first waits. */
export const enter = async (
  { runId, createdAt, origin, program, tenant, replays, parsed, rev, problem }: Entering,
  moment: Moment,
): Promise<Entered> => {
  const { now, seed } = moment
  const self = { id: runId, createdAt, origin, program, tenant, replays }
  const branches = noBranches()
  const told: ToldQuestions = new Map()
  const taken = (): string | undefined => encodeBranches(branches, told, program)
  try {
    if (problem !== undefined) throw problem
    const given = { now, seed, branches, runId: runName(self) }
    const moved =
      origin?.entry === undefined
        ? begin(program, parsed, given)
        : beginEntry(program, { ...(parsed as Omit<Entry, "procedure">), procedure: origin.entry }, given) // its parent gave it so
    const { frame, commands } = moved
    const follow = await followUp(program, commands, {
      ...moment,
      key: () => `output of ${runId} at ${rev}`,
      origin: async () => origin ?? null,
    })
    const others = await otherRows(self, follow, moment)
    if (follow.becomes !== undefined) return { follow, others, state: null, opened: [], branches: taken() }
    const open = new Map<string, NewWait>()
    const { opened } = waitChanges(open, moved, follow.openWaits)
    const { log, write } = baseWrite(frame, runId)
    const fresh = { unfit: new Set<string>(), told, open, taking: new Set<number>(), behind: false }
    const begun = { ...self, retries: 0, rev, frame, log, ...fresh }
    const state = restState(frame)
    return { follow, others, frame: frameWrite(write), state, begun, opened, branches: taken() }
  } catch (error) {
    if (error instanceof NotYet || isStorageError(error)) throw error
    // It goes on from here: nothing has begun.
    if (restsRun(error)) {
      const begin = { frame: mainFrame, waitId: "", kind: "begin", dueAt: now } as const
      const follow: FollowUp = { ...nothing, setTimers: [begin], becomes: parked(error) }
      const frame = frameWrite(baseWrite(newFrame(), runId).write)
      return { follow, others: {}, frame, state: null, opened: [], branches: undefined }
    }
    const becomes = { status: "failed", error: encodeError(error) } as const
    const follow: FollowUp = { ...nothing, becomes }
    return { follow, others: {}, state: null, opened: [], branches: taken() }
  }
}

/** The rows of a run that begins, and what follows once they are stored. */
export const beginning = async (
  { runId, program, facts }: { readonly runId: string; readonly program: Program; readonly facts: StartFacts },
  { follow, others, frame, opened, branches, begun }: Entered,
  moment: Moment,
): Promise<Pick<Prepared, "launches" | "joined" | "undo" | "begun"> & { readonly rows: Partial<Transition> }> => {
  const { startSteps } = follow
  const asked = await askFor(moment.asking({ id: runId, program }, facts.priority ?? 0), startSteps)
  return {
    rows: {
      seed: moment.seed,
      ...(frame !== undefined && { frame }),
      startSteps: stepsOf(startSteps, asked),
      ...others,
      setTimers: [...follow.setTimers, ...timeoutsOf(opened), ...deadlinesOf(program, startSteps, moment.now)],
      ...(opened.length > 0 && { openWaits: opened }),
      ...lineOf(asked),
      ...(branches !== undefined && { branches }),
    },
    launches: launchesOf({ id: runId, program, tenant: facts.tenant ?? "" }, asked),
    ...afterwards(asked),
    ...(begun !== undefined && { begun }),
  }
}

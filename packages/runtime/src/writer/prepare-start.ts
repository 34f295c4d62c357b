import type { NewWait, RunWrite, Store, TimerRow, Transition, TransitionResult } from "@statewright/store"
import { parse } from "@statewright/workflow"
import { contractsText } from "../contract/unfit-steps.ts"
import { begin, beginIn, newFrame } from "../advance/advance.ts"
import { encodeError } from "@statewright/model"
import { encodeBranches, type ToldQuestions } from "../history/encode-branches.ts"
import { isDamage, readStored } from "../history/read-stored.ts"
import { isEndless } from "../machine/is-endless.ts"
import { noBranches } from "../machine/branches.ts"
import { baseWrite } from "../snapshot/snapshot-write.ts"
import { type FollowUp, followUp, nothing } from "./follow-up.ts"
import { frameWrite } from "./frame-write.ts"
import { type LiveRun, mainFrame } from "./live-runs.ts"
import { moveRun } from "./move-run.ts"
import type { Moment } from "./move-run.ts"
import { parked } from "./park.ts"
import type { Prepared } from "./prepared.ts"
import { afterwards, askFor, launchesOf, lineOf, stepsOf } from "./start-calls.ts"
import { timeoutsOf, waitChanges } from "./wait-changes.ts"
import type { StartAnswer, StartWork } from "./work.ts"

/** Prepares the first transition of a run: its row, its frame, and its first commands. */
export const prepareStart = async (work: StartWork, moment: Moment): Promise<Prepared> => {
  const { runId, program, input, facts, inboxSeq } = work
  const { follow, frame, state, begun, opened, branches } = await enter(work, moment)
  const contracts = contractsText(program)
  const run: RunWrite = {
    kind: "insert",
    workflow: program.workflow.definition.name,
    version: program.version,
    input,
    ...(contracts !== undefined && { contracts }),
    ...(facts.tags && { tags: facts.tags }),
    state,
    ...(follow.becomes === undefined ? {} : { becomes: follow.becomes }),
  }
  const cause: Pick<Transition, "movedBy" | "takes"> =
    inboxSeq === undefined ? { movedBy: { kind: "start" } } : { takes: [inboxSeq] }
  const { startSteps } = follow
  const setTimers = [...follow.setTimers, ...timeoutsOf(opened)]
  const asked = await askFor(moment.asking({ id: runId, program }, 0), startSteps)
  return {
    transition: {
      runId,
      at: moment.now,
      seed: moment.seed,
      run,
      ...cause,
      ...(frame !== undefined && { frame }),
      startSteps: stepsOf(startSteps, asked),
      setTimers,
      ...(opened.length > 0 && { openWaits: opened }),
      ...lineOf(asked),
      ...(branches !== undefined && { branches }),
    },
    launches: launchesOf({ id: runId, program }, asked),
    ...afterwards(asked),
    ...(begun !== undefined && { begun }),
    answer: (result) => work.answer(startAnswer(result)),
  }
}

interface Entered {
  readonly follow: FollowUp
  readonly frame?: NonNullable<Transition["frame"]>
  readonly state: string | null
  readonly opened: readonly NewWait[]
  readonly begun?: LiveRun
  readonly branches: string | undefined
}

const enter = async (
  { runId, program, parsed, problem }: StartWork,
  { now, seed, token }: Moment,
): Promise<Entered> => {
  const branches = noBranches()
  const told: ToldQuestions = new Map()
  const taken = (): string | undefined => encodeBranches(branches, told, program)
  try {
    if (problem !== undefined) throw problem
    const moved = begin(program, parsed, { now, seed, branches })
    const { frame, commands } = moved
    const follow = await followUp(program, commands, token)
    if (follow.becomes !== undefined) return { follow, state: null, opened: [], branches: taken() }
    const open = new Map<string, NewWait>()
    const { opened } = waitChanges(open, moved, follow.openWaits)
    const { log, write } = baseWrite(frame, runId)
    const fresh = { unfit: new Set<string>(), told, open, taking: new Set<number>() }
    const begun = { id: runId, program, rev: 1, frame, log, ...fresh }
    const state = frame.activations.get(0)?.state ?? null
    return { follow, frame: frameWrite(write), state, begun, opened, branches: taken() }
  } catch (error) {
    // It goes on from here: nothing has begun.
    if (isEndless(error) || isDamage(error)) {
      const begin = { frame: mainFrame, waitId: "", kind: "begin", dueAt: now } as const
      const follow: FollowUp = { ...nothing, setTimers: [begin], becomes: parked(error) }
      const frame = frameWrite(baseWrite(newFrame(), runId).write)
      return { follow, frame, state: null, opened: [], branches: undefined }
    }
    const becomes = { status: "failed", error: encodeError(error) } as const
    return { follow: { ...nothing, becomes }, state: null, opened: [], branches: taken() }
  }
}

/** Begins once more a run that was parked over its very beginning. */
export const beginAgain = async (
  live: LiveRun,
  { frame, waitId, kind }: TimerRow,
  store: Store,
  moment: Moment,
): Promise<Prepared | undefined> => {
  const row = await store.run(live.id)
  if (row === undefined) return undefined
  const { name, input: schema } = live.program.workflow.definition
  const input = await parse(
    schema,
    readStored(row.input, `the input of run ${live.id}`),
    `input of workflow \`${name}\``,
  )
  return moveRun(live, moment, (given) => beginIn(live.program, live.frame, input, given), {
    movedBy: { kind: "start" },
    clearTimers: [{ frame, waitId, kind }],
  })
}

const startAnswer = (result: TransitionResult): StartAnswer => {
  switch (result.status) {
    case "committed":
      return { status: "started" }
    case "duplicate":
    case "stale-rev":
      return { status: "exists" }
    case "refused":
      return { status: "refused", error: result.error }
    case "held":
    case "fenced":
      return { status: "refused", error: new Error("invariant: a start carries no token and needs nothing") }
  }
}

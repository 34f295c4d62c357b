import type { RunWrite, Store, Transition, TransitionResult } from "@statewright/store"
import { contractsText } from "../contract/unfit-steps.ts"
import { laneText, readLane } from "../limit/lane.ts"
import { theRun } from "../limit/the-run.ts"
import { cancelledFor } from "./end-cancelled.ts"
import { beginning, enter, type Entering } from "./enter.ts"
import type { Moment } from "./moment.ts"
import { parsedInput } from "./parsed-input.ts"
import { pendingCancels } from "./pending-cancels.ts"
import { sentStart } from "./sent-start.ts"
import type { Prepared } from "./prepared.ts"
import type { StartAnswer, StartWork } from "./work.ts"

/**
 * Prepares the first transition of a run: its row, its frame, and its first commands; or its place in line. One that was
 * cancelled since it was accepted ends with it, and nothing of it begins.
 */
export const prepareStart = async (store: Store, asked: StartWork, moment: Moment): Promise<Prepared> => {
  const work = await sentStart(asked, moment)
  const { runId, program, facts, inboxSeq } = work
  const { now, asking } = moment
  const { gate } = asking({ id: runId, program })
  const cause: Pick<Transition, "movedBy" | "takes"> =
    inboxSeq === undefined ? { movedBy: { kind: "start" } } : { takes: [inboxSeq] }
  // What was said beside it may be damaged: the store knows.
  const origin = facts.origin ?? (work.problem === undefined ? null : undefined)
  // A letter that was discarded meanwhile is let alone.
  const { tenant = "", replays = null } = facts
  const letters = replays === null ? {} : { letters: [{ kind: "replaying", id: replays }] as const }
  const given = { runId, at: now, ...cause, ...letters }
  const answer = (result: TransitionResult): void => work.answer(startAnswer(result))
  const lane = facts.lane === undefined ? undefined : readLane(facts.lane)
  // It was accepted before: this one is a repetition.
  if (lane !== undefined && gate.has(runId, theRun)) {
    return { transition: { ...given, run: { ...newRun(work), state: null } }, launches: [], answer }
  }
  const cancels = inboxSeq === undefined ? [] : await pendingCancels(store, runId)
  const [first] = cancels
  if (first !== undefined) {
    const run: RunWrite = { ...newRun(work), state: null, becomes: cancelledFor(first.why) }
    const takes = [...(given.takes ?? []), ...cancels.map((each) => each.inboxSeq)]
    return { transition: { ...given, takes, run }, launches: [], ...(origin !== undefined && { origin }), answer }
  }
  const input = await inputOf(work, moment)
  const permit = lane && gate.enter(lane, program.workflow.definition, now)
  if (lane !== undefined && permit === undefined) return { ...standing(work, given, moment), answer }

  const self = { runId, program, rev: 1, createdAt: now, origin, tenant, replays }
  const entered = await enter({ ...self, ...input }, moment)
  const { rows, undo, ...follows } = await beginning(work, entered, moment)
  const contracts = contractsText(program)
  const { becomes } = entered.follow
  const run: RunWrite = {
    ...newRun(work),
    ...(contracts !== undefined && { contracts }),
    state: entered.state,
    ...(becomes === undefined ? {} : { becomes }),
  }
  const rates = [...(permit?.rates ?? []), ...(rows.rates ?? [])]
  return {
    transition: { ...given, ...rows, run, ...(rates.length > 0 && { rates }) },
    ...follows,
    ...(origin !== undefined && { origin }),
    ...(permit && { holds: permit }),
    undo: () => {
      permit?.undo()
      undo?.()
    },
    answer,
  }
}

/** What another process accepted was parsed there, too; the schema may have changed since. */
const inputOf = async (
  { runId, program, input, parsed, problem }: StartWork,
  { read }: Moment,
): Promise<Pick<Entering, "parsed" | "problem">> => {
  if (parsed !== undefined) return { parsed: parsed.value }
  if (problem !== undefined) return { parsed: undefined, problem }
  const known = await parsedInput(program, { id: runId, input, isEntry: false }, read)
  return known.ok ? { parsed: known.value } : { parsed: undefined, problem: known.error }
}

/** It is accepted, and begins when its turn comes. */
const standing = (
  work: StartWork,
  given: Pick<Transition, "runId" | "at" | "movedBy" | "takes" | "letters">,
  { now, asking }: Moment,
): Prepared => {
  const { runId, program, facts } = work
  const { gate } = asking({ id: runId, program })
  const lane = readLane(facts.lane ?? "")
  const entry = { ...theRun, place: gate.place(), priority: facts.priority ?? 0, lane: laneText(lane) }
  const undo = gate.join({ ...entry, runId }, { lane, limited: program.workflow.definition }, now)
  const run: RunWrite = { ...newRun(work), state: null, becomes: { status: "queued" } }
  return {
    transition: { ...given, run, line: [{ kind: "join", ...entry }] },
    launches: [],
    joined: [theRun],
    undo,
  }
}

const newRun = ({ program, input, facts }: StartWork) => {
  const { tags, priority = 0, lane = null, tenant, replays } = facts
  const { name } = program.workflow.definition
  return {
    kind: "insert",
    workflow: name,
    version: program.version,
    input,
    ...(tags && { tags }),
    ...(tenant !== undefined && { tenant }),
    ...(replays !== undefined && { replays }),
    ...((priority !== 0 || lane !== null) && { admission: { priority, lane } }),
  } as const
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
    case "taken":
    case "fenced":
      return {
        status: "refused",
        error: new Error("invariant: a start carries no token, needs nothing and is tried again"),
      }
  }
}

import { decodeValue } from "@statewright/model"
import type { Command, Frame, OpenWait, Outcome } from "@statewright/model"
import { advance, begin, cancel, forceOut } from "@statewright/runtime/advance"
import type { Advanced } from "@statewright/runtime/advance"
import type { Program } from "@statewright/runtime/machine"
import type { StoredRun } from "./history.ts"
import { childOutcome } from "./child-outcome.ts"
import { isCleanUpDeadline, isForced, movesOf } from "./moves.ts"
import type { Move } from "./moves.ts"
import { programOf } from "./program-of.ts"

/** What a run comes to by what moved it, computed from nothing else but the results of its steps. */
export interface Replay {
  /** Absent once it has ended. */
  readonly frame: Frame | undefined
  readonly end: Extract<Command, { kind: "complete" | "fail" | "cancelled" }> | undefined
  readonly calls: readonly Extract<Command, { kind: "start-step" }>[]
  /** All sleeps that were ever begun, and waits that end by themselves, with their deadlines. */
  readonly sleeps: ReadonlyMap<string, number>
  readonly branches: readonly string[]
  /** The waits of the runs that it began. */
  readonly begun: readonly string[]
  /** What came to something else there. */
  readonly astray: readonly string[]
}

/**
 * The oracle: the pure interpreter, over what was accepted, in the order in which it was taken. No snapshot is read, so
 * whatever a snapshot, a commit or a recovery got wrong shows.
 */
export const replay = async (run: StoredRun): Promise<Replay> => {
  const state: State = {
    frame: undefined,
    end: undefined,
    calls: [],
    sleeps: new Map(),
    listening: new Map(),
    branches: [],
    begun: [],
    astray: [],
    program: programOf(run.row.workflow),
  }
  const moves = movesOf(run.transitions, run.inbox)
  for (const move of moves) {
    if (isUndone(run, move, moves)) continue
    try {
      await take(state, run, move)
    } catch (error) {
      state.astray.push(`${nameOf(move)}, of which nothing can be made: ${String(error)}`)
    }
  }
  return state
}

/** Whether a run that went on where it had failed has forgotten a move: its failure, and those that came to light with it. */
const isUndone = ({ steps }: StoredRun, { kind, rev, waitId }: Move, moves: readonly Move[]): boolean => {
  const later = moves.filter((move) => move.rev > rev)
  const reopened = later.find((move) => move.kind === "reopen")
  if (reopened === undefined) return false
  if (reopened.rev === rev + 1) return true
  const comesAgain = later.some((move) => move.kind === "step" && move.waitId === waitId && move.rev > reopened.rev)
  return kind === "step" && (comesAgain || steps.find((step) => step.waitId === waitId)?.endedAt === null)
}

type State = { -readonly [Key in keyof Replay]: Replay[Key] } & {
  readonly program: Program
  readonly calls: Extract<Command, { kind: "start-step" }>[]
  readonly sleeps: Map<string, number>
  readonly listening: Map<string, OpenWait>
  readonly branches: string[]
  readonly begun: string[]
  readonly astray: string[]
}

const nameOf = ({ rev, kind, waitId }: Move): string => `transition ${rev}, by ${kind} ${waitId}`

const take = async (state: State, run: StoredRun, move: Move): Promise<void> => {
  const advanced = await moved(state, run, move)
  if (advanced === "elsewhere") return
  if (advanced === undefined) return void state.astray.push(`${nameOf(move)} moved it there, and does not here`)
  state.frame = advanced.frame
  for (const { question, took, times } of advanced.branches.taken) {
    state.branches.push(`${question.condition}: ${took} x${times}`)
  }
  for (const command of advanced.commands) obey(state, command)
}

const obey = (state: State, command: Command): void => {
  switch (command.kind) {
    case "start-step":
      state.calls.push(command)
      break
    case "set-timer":
      state.sleeps.set(command.wait, command.dueAt)
      break
    case "open-wait":
      state.listening.set(command.wait, command)
      if (command.dueAt !== undefined) state.sleeps.set(command.wait, command.dueAt)
      break
    case "start-run":
      if (command.wait !== undefined) state.begun.push(command.wait)
      break
    case "abandon":
    case "strand-begun":
    case "strand-ended":
    case "detach-run":
    case "set-deadline":
    case "set-cleanup":
      break
    case "acquire":
      state.begun.push(command.wait)
      break
    case "release":
      break
    case "collect":
      throw new Error(`invariant: no workflow here asks for \`${command.kind}\``)
    case "complete":
    case "fail":
    case "cancelled":
      state.end = command
      state.frame = undefined
      break
  }
}

const moved = async (state: State, run: StoredRun, move: Move): Promise<Advanced | undefined | "elsewhere"> => {
  const { program, frame } = state
  const { kind, waitId, payload } = move
  const { id, createdAt } = run.row
  const given = { now: move.at, seed: move.seed ?? "", runId: `${id}@${createdAt}` }
  if (kind === "start") return begin(program, await parsed(program, run.row.input), given)
  if (kind === "cancel" && move.rev === 1) return endAtOnce(state)
  if (frame === undefined) return undefined
  switch (kind) {
    case "step":
      return advance(program, frame, { wait: waitId, outcome: outcomeOf(run, waitId), ...given })
    case "timer":
      if (isCleanUpDeadline(move)) return endAtOnce(state)
      return advance(program, frame, { wait: waitId, outcome: timeOver(state, waitId), ...given })
    case "cancel": {
      if (isForced(move)) return endAtOnce(state)
      const { reason } = whyCancelled(payload)
      return cancel(program, frame, { ...(reason !== undefined && { reason }), ...given })
    }
    case "event":
      return advance(program, frame, { wait: waitId, outcome: await heard(state, run, waitId), ...given })
    case "park":
    case "wake":
    case "reopen":
    case "resume":
      return "elsewhere"
    case "child": {
      if (move.child === undefined) throw new Error("nobody told it of a child")
      return advance(program, frame, { ...childOutcome(move.child), ...given })
    }
    case "deadline":
      if (run.steps.some((step) => step.waitId === waitId && step.endedBy === "deadline")) {
        return advance(program, frame, { wait: waitId, outcome: outcomeOf(run, waitId), ...given })
      }
      return forceOut(program, frame, { wait: waitId, ...given })
    case "lock":
      return advance(program, frame, { wait: waitId, outcome: { ok: true, value: undefined }, ...given })
    case "collect":
    case "breaker":
    case "letters":
    case "cache":
      throw new Error(`invariant: no workflow here is moved by \`${kind}\``)
  }
}

/** The store asks the children of a run without a word. */
const whyCancelled = (payload: string | null): { readonly reason?: string } =>
  payload === null
    ? { reason: "its parent does not wait for it any more" }
    : (decodeValue(payload) as { readonly reason?: string }) // `cancelRun` wrote it

const endAtOnce = (state: State): "elsewhere" => {
  state.end = { kind: "cancelled", error: undefined }
  state.frame = undefined
  return "elsewhere"
}

/** What a sleep, or a wait for an event, comes to when its time is over. */
const timeOver = ({ listening }: State, waitId: string): Outcome => ({
  ok: true,
  value: listening.get(waitId)?.onTimeout?.value,
})

/** The event that a wait took, as its schema makes it. */
const heard = async ({ program, listening }: State, { received }: StoredRun, waitId: string): Promise<Outcome> => {
  const event = received.find((each) => each.waitId === waitId)
  const schema = program.events[listening.get(waitId)?.site ?? ""]?.schema
  const answer = await schema?.["~standard"].validate(decodeValue(event?.payload ?? ""))
  if (answer === undefined || answer.issues !== undefined) throw new Error("it took what does not fit")
  return { ok: true, value: answer.value }
}

const outcomeOf = ({ steps }: StoredRun, wait: string): Outcome => {
  const step = steps.find(({ waitId }) => waitId === wait)
  return step?.status === "completed"
    ? { ok: true, value: decodeValue(step.output ?? "") }
    : { ok: false, error: decodeValue(step?.error ?? "") }
}

const parsed = async ({ workflow }: Program, input: string): Promise<unknown> => {
  const schema = workflow.definition.input
  if (schema === undefined) return decodeValue(input)
  const answer = await schema["~standard"].validate(decodeValue(input))
  if (answer.issues !== undefined) throw new Error(`An input was accepted that does not fit: ${input}`)
  return answer.value
}

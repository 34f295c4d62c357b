import type { AnyMachineSnapshot } from "xstate"
import type { Activation, Command, Frame, Outcome, WaitId, Writes } from "@statewright/model"
import { insideSegment, withCalls } from "@statewright/workflow"
import type { GatheredWrites, MachineContext, Move } from "../machine/move.ts"
import type { Program } from "../machine/program.ts"
import type { Machine } from "../machine/setup.ts"
import { calledBy } from "../machine/wait.ts"
import { defaultSegmentTimeout } from "../machine/within-limit.ts"
import type { TimeLimit } from "../machine/within-limit.ts"
import { type TransitionInputs, withInputs } from "../recorded/transition-inputs.ts"
import { inertScope } from "./inert-scope.ts"
import { hasState, pathOf, valueOf } from "./state-path.ts"
import { UnknownState } from "./unknown-state.ts"

/** What a transition made of a frame, and what it asks of the world. */
export interface Advanced {
  readonly frame: Frame
  readonly commands: readonly Command[]
  /** What changed inside of objects; the rest of a frame is compared by the snapshot log. */
  readonly writes: Writes
}

/** The outcome of something that a frame waits for. */
export interface FrameEvent extends TransitionInputs {
  readonly wait: WaitId
  readonly outcome: Outcome
}

/**
 * Begins a run: a frame with the workflow's body on its stack, moved to its first waits.
 *
 * @example
 * const { frame, commands } = begin(collectProgram, { count: 3 }, 0)
 */
export const begin = (program: Program, input: unknown, now: number, seed?: string): Advanced => {
  const frame: Frame = { seq: 0, stack: [], waits: new Map() }
  const moving = startMoving(program, frame, now)
  return inTransition({ now, ...(seed !== undefined && { seed }) }, () => {
    enter(moving, "main", input)
    return finish(moving)
  })
}

/**
 * Moves a frame on with one outcome; `undefined` if nothing waits for it (any more), so that a duplicate or a late
 * completion changes nothing. The frame is owned: it is changed in place.
 *
 * @example
 * const moved = advance(collectProgram, frame, { wait: "for_i/square#1", outcome: { ok: true, value: 0 }, now: 0 })
 */
export const advance = (program: Program, frame: Frame, event: FrameEvent): Advanced | undefined => {
  const { wait, outcome } = event
  if (!frame.waits.has(wait) || frame.waits.get(wait) !== undefined) return undefined
  const moving = startMoving(program, frame, event.now)
  return inTransition(event, () => {
    settle(moving, wait, outcome)
    return finish(moving)
  })
}

/** Author code runs in here: what it may not call is refused, and the time and chance that it sees are recorded. */
const inTransition = (inputs: TransitionInputs, compute: () => Advanced): Advanced =>
  withInputs(inputs, () => withCalls(insideSegment, compute))

interface Moving {
  readonly program: Program
  readonly frame: Frame
  readonly now: number
  readonly limit: TimeLimit
  readonly commands: Command[]
  readonly writes: GatheredWrites
}

const startMoving = (program: Program, frame: Frame, now: number): Moving => ({
  program,
  frame,
  now,
  limit: { millis: program.segmentTimeout ?? defaultSegmentTimeout },
  commands: [],
  writes: { grown: new Map(), mutated: new Map() },
})

const finish = ({ frame, commands, writes }: Moving): Advanced => ({ frame, commands, writes })

/** The snapshots of activations at rest: an activation that is not restored from storage needs no `resolveState`. */
const resting = new WeakMap<Activation, AnyMachineSnapshot>()

const enter = (moving: Moving, procedure: string, input: unknown): void => {
  const activation: Activation = { procedure, state: "", locals: {} }
  moving.frame.stack.push(activation)
  const move = startMove(moving, activation)
  move.value = input
  const machine = machineOf(moving.program, procedure)
  rest(moving, move, machine.getInitialSnapshot(inertScope, contextOf(move)))
}

const settle = (moving: Moving, wait: WaitId, outcome: Outcome): void => {
  const activation = moving.frame.stack.at(-1)
  if (activation === undefined) throw new Error("invariant: a frame that has ended still has an open wait")
  const move = startMove(moving, activation)
  const machine = machineOf(moving.program, activation.procedure)
  const before = snapshotOf(moving.program, machine, activation)
  before.context = contextOf(move)
  rest(moving, move, machine.transition(before, { type: "settle", wait, outcome }, inertScope))
}

/** After a move: a call pushes the helper, an end pops and settles the caller's wait or ends the frame. */
const rest = (moving: Moving, move: Move, snapshot: AnyMachineSnapshot): void => {
  const { activation } = move
  activation.state = pathOf(snapshot.value)
  if (snapshot.status !== "done") {
    resting.set(activation, snapshot)
    const called = calledBy(move)
    if (called !== undefined) enter(moving, called.procedure, called.args)
    return
  }
  const { stack } = moving.frame
  stack.pop()
  const outcome: Outcome = move.throwing ? { ok: false, error: move.value } : { ok: true, value: move.value }
  const caller = stack.at(-1)?.waiting
  if (caller !== undefined) settle(moving, caller.kind === "join" ? "" : caller.id, outcome)
  else if (outcome.ok) moving.commands.push({ kind: "complete", output: outcome.value })
  else moving.commands.push({ kind: "fail", error: outcome.error })
}

const startMove = (moving: Moving, activation: Activation): Move => {
  const { program, frame, now, limit, commands, writes } = moving
  const workflow = program.workflow.definition.name
  return {
    workflow,
    frame,
    activation,
    now,
    limit,
    commands,
    writes,
    exit: "",
    value: undefined,
    throwing: false,
    command: undefined,
  }
}

const contextOf = (move: Move): MachineContext => ({ move, locals: move.activation.locals })

const machineOf = ({ procedures, workflow }: Program, name: string): Machine => {
  const machine = procedures[name]
  if (machine === undefined) throw new UnknownState(workflow.definition.name, name)
  return machine
}

const snapshotOf = (program: Program, machine: Machine, activation: Activation): AnyMachineSnapshot => {
  const known = resting.get(activation)
  if (known !== undefined) return known
  if (!hasState(machine, activation.state)) throw new UnknownState(program.workflow.definition.name, activation.state)
  return machine.resolveState({ value: valueOf(activation.state), context: {} })
}

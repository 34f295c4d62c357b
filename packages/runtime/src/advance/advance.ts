import type { Activation, Command, Frame, Outcome, WaitId, Writes } from "@statewright/model"
import { insideSegment, withCalls } from "@statewright/workflow"
import { type Branches, noBranches } from "../machine/branches.ts"
import type { Program } from "../machine/program.ts"
import { defaultSegmentTimeout } from "../machine/within-limit.ts"
import { type TransitionInputs, withInputs } from "../recorded/transition-inputs.ts"
import { enterProcedure, resume, takeCalls } from "./enter-procedure.ts"
import { failDeadEnd } from "./fail-dead-end.ts"
import { forgetUnreachable } from "./forget-unreachable.ts"
import type { Moving } from "./moving.ts"
import { settle, takeTurns } from "./turns.ts"

/** What a transition made of a frame, and what it asks of the world. */
export interface Advanced {
  readonly frame: Frame
  readonly commands: readonly Command[]
  /** What may have changed; the snapshot log compares it with what it wrote. */
  readonly writes: Writes
  /** Which ways the author's conditions led. */
  readonly branches: Branches
}

/** What a transition is computed from beside its frame. */
export interface Circumstances extends TransitionInputs {
  /** Takes the branches, which then are there even if the transition cannot be computed to its end. */
  readonly branches?: Branches
}

/** The outcome of something that a frame waits for. */
export interface FrameEvent extends Circumstances {
  readonly wait: WaitId
  readonly outcome: Outcome
}

/**
 * Begins a run: a frame with the workflow's body at work in it, moved to its first waits.
 *
 * @example
 * const { frame, commands } = begin(collectProgram, { count: 3 }, { now: 0 })
 */
export const begin = (program: Program, input: unknown, circumstances: Circumstances): Advanced => {
  const frame: Frame = { seq: 0, activations: new Map(), waits: new Map() }
  const moving = startMoving(program, frame, circumstances)
  const body: Activation = { number: 0, procedure: "main", state: "", locals: {} }
  return inTransition(circumstances, () => {
    enterProcedure(moving, body, input)
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
  const moving = startMoving(program, frame, event)
  return inTransition(event, () => {
    settle(moving, wait, outcome)
    return finish(moving)
  })
}

/** Author code runs in here: what it may not call is refused, and the time and chance that it sees are recorded. */
const inTransition = (inputs: TransitionInputs, compute: () => Advanced): Advanced =>
  withInputs(inputs, () => withCalls(insideSegment, compute))

const startMoving = (program: Program, frame: Frame, { now, branches = noBranches() }: Circumstances): Moving => ({
  program,
  frame,
  now,
  limit: { millis: program.segmentTimeout ?? defaultSegmentTimeout },
  commands: [],
  writes: { grown: new Map(), mutated: new Map(), activations: new Set(), waits: new Set() },
  branches,
  turns: [],
  calls: [],
  callbacks: new Map(),
  ended: false,
})

const finish = (moving: Moving): Advanced => {
  takeTurns(moving, resume, takeCalls)
  failDeadEnd(moving)
  forgetUnreachable(moving)
  const { frame, commands, writes, branches } = moving
  return { frame, commands, writes, branches }
}

import type { Activation, Frame, Outcome, WaitId } from "@statewright/model"
import type { Program } from "../machine/program.ts"
import type { Advanced, Circumstances } from "./advanced.ts"
import { enterProcedure } from "./enter-procedure.ts"
import { transition } from "./transition.ts"
import { settle } from "./turns.ts"

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
export const begin = (program: Program, input: unknown, circumstances: Circumstances): Advanced =>
  beginIn(program, newFrame(), input, circumstances)

/** A frame in which nothing has begun yet. */
export const newFrame = (): Frame => ({ seq: 0, activations: new Map(), waits: new Map() })

/** Begins a run in a new frame that is stored already. The frame is owned: it is changed in place. */
export const beginIn = (program: Program, frame: Frame, input: unknown, circumstances: Circumstances): Advanced => {
  const body: Activation = { number: 0, procedure: "main", state: "", locals: {} }
  return transition(program, frame, circumstances, (moving) => enterProcedure(moving, body, input))
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
  return transition(program, frame, event, (moving) => settle(moving, wait, outcome))
}

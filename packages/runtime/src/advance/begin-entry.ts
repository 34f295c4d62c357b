import type { Activation, Frame } from "@statewright/model"
import type { Program } from "../machine/program.ts"
import { newFrame } from "./advance.ts"
import type { Advanced, Circumstances } from "./advanced.ts"
import { enterProcedure } from "./enter-procedure.ts"
import { transition } from "./transition.ts"

/** A procedure that a run of its own executes, with what it was given where it was begun. */
export interface Entry {
  readonly procedure: string
  readonly args: readonly unknown[]
  readonly captures: Readonly<Record<string, unknown>>
}

/**
 * Begins a run whose body is a procedure of a workflow.
 *
 * @example
 * const { frame, commands } = beginEntry(orderProgram, { procedure: "detach", args: [], captures: { order } }, { now: 0 })
 */
export const beginEntry = (program: Program, entry: Entry, circumstances: Circumstances): Advanced =>
  beginEntryIn(program, newFrame(), entry, circumstances)

/** The same in a new frame that is stored already. The frame is owned: it is changed in place. */
export const beginEntryIn = (
  program: Program,
  frame: Frame,
  { procedure, args, captures }: Entry,
  circumstances: Circumstances,
): Advanced => {
  const body: Activation = { number: 0, procedure, state: "", locals: { ...captures } }
  return transition(program, frame, circumstances, (moving) => enterProcedure(moving, body, args))
}

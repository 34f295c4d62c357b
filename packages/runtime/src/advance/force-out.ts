import type { Frame, WaitId } from "@statewright/model"
import { notBuilt } from "../machine/not-built.ts"
import type { Program } from "../machine/program.ts"
import type { Advanced, Circumstances } from "./advanced.ts"

/** The time in which a strand that was cut may clean up is over. */
export interface ForceOutEvent extends Circumstances {
  readonly wait: WaitId
}

/**
 * Ends a strand that still cleans up, without a word to its code; `undefined` if it has ended. The frame is owned: it is
 * changed in place.
 *
 * @example
 * const moved = forceOut(orderProgram, frame, { wait: "fork#3/ship#4", now: 0 })
 */
export const forceOut = (_program: Program, _frame: Frame, _event: ForceOutEvent): Advanced | undefined =>
  notBuilt("cancel")

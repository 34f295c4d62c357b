import type { Frame, WaitId } from "@statewright/model"
import { notBuilt } from "../machine/not-built.ts"
import type { Program } from "../machine/program.ts"
import type { Advanced, Circumstances } from "./advanced.ts"

/** The deadline of something that a frame waits for is due. */
export interface ExpireEvent extends Circumstances {
  readonly wait: WaitId
  /** The run that settles the wait, if another does. */
  readonly child?: { readonly workflow: string; readonly runId: string }
}

/**
 * Cuts what is not settled by its deadline, and fails it; `undefined` if nothing waits for it any more. The frame is
 * owned: it is changed in place.
 *
 * @example
 * const moved = expire(orderProgram, frame, { wait: "fork#3/ship#4", now: 0 })
 */
export const expire = (_program: Program, _frame: Frame, _event: ExpireEvent): Advanced | undefined =>
  notBuilt("branchTimeout")

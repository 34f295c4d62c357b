import { type Activation, type Frame, memberOf, type WaitId } from "@statewright/model"
import { branchTimedOut, late } from "@statewright/workflow"
import { groupLocals } from "../machine/group-locals.ts"
import type { Program } from "../machine/program.ts"
import type { Advanced, Circumstances } from "./advanced.ts"
import { cut } from "./cut.ts"
import { transition } from "./transition.ts"
import { settle } from "./turns.ts"

/** The deadline of something that a frame waits for is due. */
export interface ExpireEvent extends Circumstances {
  readonly wait: WaitId
  /** What it fails with; absent of a member of a group, which fails with `BranchTimedOut`. */
  readonly error?: Error
}

/**
 * Cuts what is not settled by its deadline, and fails it; `undefined` if nothing waits for it any more. The frame is
 * owned: it is changed in place.
 *
 * @example
 * const moved = expire(orderProgram, frame, { wait: "fork#3/0:ship#4", now: 0 })
 */
export const expire = (program: Program, frame: Frame, event: ExpireEvent): Advanced | undefined => {
  const { wait } = event
  if (!frame.waits.has(wait) || frame.waits.get(wait) !== undefined) return undefined
  // Its group was cut, and it cleans up.
  const group = frame.activations.get(memberOf(wait)?.group ?? -1)
  if (group?.waiting?.kind === "group" && group.waiting.struck !== undefined) return undefined
  const error = event.error ?? lateMember(group, wait)
  return transition(program, frame, event, (moving) => {
    // Its group takes notice before it begins to clean up.
    const tell = (): void => settle(moving, wait, { ok: false, error })
    cut(moving, [wait], late, tell)
  })
}

const lateMember = (group: Activation | undefined, wait: WaitId): Error => {
  if (group === undefined) throw new Error(`invariant: ${wait} has a deadline, and is no member of a group`)
  return branchTimedOut(groupLocals(group).spec, memberOf(wait)?.at ?? 0)
}

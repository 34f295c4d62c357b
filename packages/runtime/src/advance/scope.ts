import type { Activation, Cancellation, WaitId } from "@statewright/model"
import { cut } from "./cut.ts"
import type { Moving } from "./moving.ts"
import { numberOf } from "./number-of.ts"
import { openMembers, worksFor } from "./strand-tree.ts"

/**
 * Cancels a scope: all that works for it is told so and cleans up, and then it answers. One that has ended, or was
 * cancelled before, is left alone.
 */
export const stopScope = (moving: Moving, caller: Activation, handle: WaitId, reason: string | undefined): void => {
  const { frame, writes } = moving
  const scope = frame.activations.get(numberOf(handle))
  if (scope?.settles !== handle || scope.waiting?.kind !== "group") return
  if (scope.waiting.struck !== undefined || scope.locals["stopped"] === true) return
  const [member] = openMembers(frame, scope.number)
  const body = member === undefined ? undefined : frame.activations.get(numberOf(member))
  if (member === undefined || scope.waiting.verdict !== undefined) return
  const why: Cancellation = reason === undefined ? {} : { reason }
  // Its own code is at work: it is told at its next wait.
  if (body !== undefined && caller.strand !== undefined && worksFor(frame, body)(caller)) {
    moving.doomed.set(caller, { why, since: frame.seq })
  }
  scope.locals["stopped"] = true
  writes.activations.add(scope.number)
  cut(moving, [member], why)
}

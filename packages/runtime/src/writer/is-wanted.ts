import type { Frame, WaitId } from "@statewright/model"
import { numberOf } from "../advance/number-of.ts"
import { isClosing } from "../advance/strand-tree.ts"

/**
 * Whether what comes of a call is still asked for: a run that was cancelled has told those who waited, and so has a branch
 * (`within`) that was; nothing is tried again for them. Who lost a `Promise.race` goes on, as in JavaScript.
 */
export const isWanted = (frame: Frame, wait: WaitId, within: WaitId | null): boolean => {
  const { cancelled, waits, activations } = frame
  if (waits.has(wait) && waits.get(wait) === undefined) return true
  if (cancelled !== undefined || within === null) return cancelled === undefined
  const branch = activations.get(numberOf(within))
  return branch !== undefined && !isClosing(frame, branch)
}

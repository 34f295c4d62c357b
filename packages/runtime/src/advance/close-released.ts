import type { Frame, WaitId } from "@statewright/model"
import { neededWaits } from "./needed-waits.ts"

/**
 * Closes those of some open waits that nobody can ask for any more, the losers of a race whose promises no local holds,
 * and answers which. It walks over the frame, and so is only for waits that would take something from others.
 */
export const closeReleased = (frame: Frame, waits: readonly WaitId[]): readonly WaitId[] => {
  const open = waits.filter((wait) => frame.waits.has(wait) && frame.waits.get(wait) === undefined)
  if (open.length === 0) return []
  const needed = neededWaits(frame)
  const closed = open.filter((wait) => !needed.has(wait))
  for (const wait of closed) frame.waits.delete(wait)
  return closed
}

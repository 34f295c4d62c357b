import type { Moving } from "./moving.ts"
import { neededWaits } from "./needed-waits.ts"

/** Settled waits below this are not worth a walk. */
const worthAWalk = 64

/** How many outcomes a frame may keep before it is walked again. */
const bounds = new WeakMap<object, number>()

/**
 * Forgets outcomes that no promise in the frame leads to any more. A walk costs what the frame holds, so the next comes
 * only when twice as much is kept.
 */
export const forgetUnreachable = ({ frame, writes, ended }: Moving): void => {
  if (ended || frame.waits.size <= (bounds.get(frame) ?? worthAWalk)) return
  const needed = neededWaits(frame)
  for (const [wait, outcome] of frame.waits) {
    if (outcome === undefined || needed.has(wait)) continue
    frame.waits.delete(wait)
    writes.waits.add(wait)
  }
  bounds.set(frame, Math.max(worthAWalk, frame.waits.size * 2))
}

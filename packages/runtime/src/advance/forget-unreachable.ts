import type { Activation } from "@statewright/model"
import { groupLocals } from "../machine/group-locals.ts"
import type { Moving } from "./moving.ts"
import { neededWaits } from "./needed-waits.ts"
import { askedOf } from "./question.ts"

/** Settled waits below this are not worth a walk. */
const worthAWalk = 64

/** How many outcomes a frame may keep before it is walked again. */
const bounds = new WeakMap<object, number>()

/** A pool or a barrier that does nothing, and for which nobody waits. */
const isIdle = (activation: Activation): boolean => {
  const { waiting } = activation
  if (waiting?.kind === "barrier") return waiting.came.length === 0
  if (waiting?.kind !== "group" || groupLocals(activation).spec.word !== "pool") return false
  return waiting.open === 0 && groupLocals(activation).held?.length === 0 && askedOf(activation).length === 0
}

/**
 * Forgets outcomes, pools and barriers that no promise in the frame leads to any more. A walk costs what the frame holds,
 * so the next comes only when twice as much is kept.
 */
export const forgetUnreachable = ({ frame, writes, ended }: Moving): void => {
  if (ended || frame.waits.size <= (bounds.get(frame) ?? worthAWalk)) return
  const needed = neededWaits(frame)
  for (const { number, settles } of [...frame.activations.values()].filter(isIdle)) {
    if (settles === undefined || needed.has(settles)) continue
    frame.activations.delete(number)
    writes.activations.add(number)
    frame.waits.delete(settles)
    writes.waits.add(settles)
  }
  for (const [wait, outcome] of frame.waits) {
    if (outcome === undefined || needed.has(wait)) continue
    frame.waits.delete(wait)
    writes.waits.add(wait)
  }
  bounds.set(frame, Math.max(worthAWalk, frame.waits.size * 2))
}

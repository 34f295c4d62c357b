import { type Frame, Pending, reachableFrom, type WaitId } from "@statewright/model"
import type { Moving } from "./moving.ts"

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

/** The waits that activations rest for, and those that promises stand for: in locals, and in outcomes that are needed. */
const neededWaits = ({ activations, waits }: Frame): ReadonlySet<WaitId> => {
  const needed = new Set<WaitId>()
  const add = (values: readonly unknown[]): void => {
    const objects = values.filter((value): value is object => typeof value === "object" && value !== null)
    for (const object of reachableFrom(objects)) if (object instanceof Pending) needed.add(object.wait)
  }
  const all = [...activations.values()]
  for (const { waiting } of all) {
    for (const id of waiting === undefined ? [] : waiting.kind === "one" ? [waiting.id] : waiting.ids) needed.add(id)
  }
  add(all.flatMap(({ locals }) => Object.values(locals)))
  // A Set goes on with what is added while it is walked.
  for (const wait of needed) {
    const outcome = waits.get(wait)
    if (outcome !== undefined) add([outcome.ok ? outcome.value : outcome.error])
  }
  return needed
}

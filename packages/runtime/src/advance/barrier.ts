import type { WaitId } from "@statewright/model"
import { leaving } from "@statewright/workflow"
import type { Moving } from "./moving.ts"
import { numberOf } from "./number-of.ts"
import { settle } from "./turns.ts"

/** Somebody has come to a barrier: if that makes them enough, they go on, in the order in which they came. */
export const arrive = (moving: Moving, handle: WaitId, wait: WaitId, input: string | undefined): void => {
  const { frame, writes } = moving
  const barrier = frame.activations.get(numberOf(handle))
  if (barrier?.waiting?.kind !== "barrier") throw new Error(`invariant: ${handle} is no barrier`)
  const { size } = barrier.waiting
  // Who was cut meanwhile waits no longer.
  const present = barrier.waiting.came.filter(([each]) => frame.waits.has(each) && frame.waits.get(each) === undefined)
  const came = [...present, [wait, input ?? null] as const]
  const through = leaving(came, size, ([, side]) => side)
  barrier.waiting = { kind: "barrier", size, came: came.filter((each) => !through.includes(each)) }
  writes.activations.add(barrier.number)
  for (const [each] of through) settle(moving, each, { ok: true, value: undefined })
}

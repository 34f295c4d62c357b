import { randomUUID } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import type { Sending } from "@statewright/runtime"
import type { EventRow, Store } from "@statewright/store"

/** How long a command waits for the process that leads to look at an event, in ms. */
const patience = 10_000

/** How often it looks, in ms. */
const every = 20

/** How a command sends an event: the process that leads knows who waits for it, and which schemas it must fit. */
export const sendingOf = (store: Store): Sending => ({
  store,
  sites: { named: () => [] },
  now: Date.now,
  id: randomUUID,
  keeps: true,
  answer: async (seq) => {
    const until = performance.now() + patience
    while (performance.now() < until) {
      const row = await store.event(seq)
      if (row === undefined || isLookedAt(row)) return row
      if ((await store.leader()) === undefined) return undefined
      await setTimeout(every)
    }
    return undefined
  },
})

/** One that is for one run may stay in its inbox after it was looked at. */
const isLookedAt = ({ runId, settled, reached }: EventRow): boolean => settled || (runId !== "" && reached !== null)

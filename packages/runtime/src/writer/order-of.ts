import { NotYet } from "../boundary/not-yet.ts"
import type { HeldBack } from "./held-back.ts"
import type { EventOrder } from "./prepare-event.ts"
import type { Work } from "./work.ts"

/** What a work must not overtake, as it is held back. */
export const orderOf = (heldBack: HeldBack, work: Work): EventOrder => ({
  isBehind: () => heldBack.isBehind(work),
  requireFree: (runId) => {
    const until = heldBack.busy(runId, work)
    if (until !== undefined) throw new NotYet(until)
  },
  requireFirst: async ({ seq }, runId, waits) => {
    const names = async () => new Set(Array.from(await waits(), ({ name }) => name))
    const older = await heldBack.olderEvent(seq, runId, names)
    if (older !== undefined) throw new NotYet(older.until)
  },
})

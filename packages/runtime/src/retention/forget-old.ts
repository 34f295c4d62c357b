// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers/promises"
import type { Lease, Store } from "@statewright/store"
import type { RetentionMillis } from "./retention.ts"

/** How long things are kept, in ms. */
export interface Kept {
  /** Runs, from their ends. */
  readonly runs: RetentionMillis
  /** Events that were sent to all and are settled. */
  readonly events: number
  /** Notices that need not be delivered any more. */
  readonly notices: number
  /** Dead letters that nobody does anything about, from when they failed last. */
  readonly letters: number
}

/** So many in one transaction: others write between. */
const batch = 100

/** Deletes what is kept no longer, and cached answers that are of no use any more. Rejects when another engine leads. */
export const forgetOld = async (
  store: Store,
  { epoch }: Pick<Lease, "epoch">,
  { runs, events, notices, letters }: Kept,
  now: number,
): Promise<void> => {
  for (const [status, kept] of runs) {
    await inBatches((limit) => store.forgetEnded(epoch, { status, endedBefore: now - kept, limit }))
  }
  await inBatches((limit) => store.forgetEvents(epoch, { acceptedBefore: now - events, limit }))
  await inBatches((limit) => store.forgetNotices(epoch, { before: now - notices, limit }))
  await inBatches((limit) => store.forgetLetters(epoch, { failedBefore: now - letters, limit }))
  await inBatches((limit) => store.forgetCache(epoch, { endedBefore: now, limit }))
}

const inBatches = async (forget: (limit: number) => Promise<number>): Promise<void> => {
  while ((await forget(batch)) === batch) await setImmediate()
}

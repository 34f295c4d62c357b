// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers/promises"
import type { Lease, Store } from "@statewright/store"
import type { RetentionMillis } from "./retention.ts"

/** So many in one transaction: others write between. */
const batch = 100

/** Deletes the runs that ended longer ago than they are kept. Rejects when another engine leads. */
export const forgetEnded = async (
  store: Store,
  { epoch }: Pick<Lease, "epoch">,
  retention: RetentionMillis,
  now: number,
): Promise<void> => {
  for (const [status, kept] of retention) {
    while ((await store.forgetEnded(epoch, { status, endedBefore: now - kept, limit: batch })) === batch) {
      await setImmediate()
    }
  }
}

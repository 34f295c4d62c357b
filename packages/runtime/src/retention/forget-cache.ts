// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers/promises"
import type { Lease, Store } from "@statewright/store"

/** So many in one transaction: others write between. */
const batch = 100

/** Deletes cached answers that are of no use any more. Rejects when another engine leads. */
export const forgetCache = async (
  store: Store,
  { epoch }: Pick<Lease, "epoch">,
  endedBefore: number,
): Promise<void> => {
  while ((await store.forgetCache(epoch, { endedBefore, limit: batch })) === batch) await setImmediate()
}

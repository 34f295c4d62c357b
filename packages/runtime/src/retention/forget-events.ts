// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers/promises"
import type { Lease, Store } from "@statewright/store"

/** So many in one transaction: others write between. */
const batch = 100

/** Deletes settled events that were sent to all before a time. Rejects when another engine leads. */
export const forgetEvents = async (
  store: Store,
  { epoch }: Pick<Lease, "epoch">,
  acceptedBefore: number,
): Promise<void> => {
  while ((await store.forgetEvents(epoch, { acceptedBefore, limit: batch })) === batch) await setImmediate()
}

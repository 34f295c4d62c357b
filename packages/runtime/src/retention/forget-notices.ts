// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers/promises"
import type { Lease, Store } from "@statewright/store"

/** So many in one transaction: others write between. */
const batch = 100

/** Deletes notices from before a time that are not to be delivered any more. Rejects when another engine leads. */
export const forgetNotices = async (store: Store, { epoch }: Pick<Lease, "epoch">, before: number): Promise<void> => {
  while ((await store.forgetNotices(epoch, { before, limit: batch })) === batch) await setImmediate()
}

// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers/promises"
import type { Lease, Store } from "@statewright/store"

/** So many in one transaction: others write between. */
const batch = 100

/** Deletes dead letters that failed last before a time. Rejects when another engine leads. */
export const forgetLetters = async (
  store: Store,
  { epoch }: Pick<Lease, "epoch">,
  failedBefore: number,
): Promise<void> => {
  while ((await store.forgetLetters(epoch, { failedBefore, limit: batch })) === batch) await setImmediate()
}

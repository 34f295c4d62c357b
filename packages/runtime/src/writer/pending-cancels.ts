import type { Store } from "@statewright/store"
import { readCancel } from "../engine/cancel-run.ts"
import type { CancelWork, ChildEndWork } from "./work.ts"

/** The requests to cancel a run that could not be met before it began, or while it rested. */
export const pendingCancels = async (store: Store, runId: string): Promise<readonly CancelWork[]> =>
  (await store.inbox(runId))
    .filter(({ kind, processedRev }) => kind === "cancel" && processedRev === null)
    .map(({ seq, payload }) => ({ kind: "cancel", runId, inboxSeq: seq, ...readCancel(payload) }))

/** What a run could not be told while it rested: requests to cancel it, and the ends of its children. */
export const pendingNews = async (store: Store, runId: string): Promise<readonly (CancelWork | ChildEndWork)[]> => {
  const rows = (await store.inbox(runId)).filter(({ kind, processedRev }) => kind === "child" && processedRev === null)
  const ends = rows.map((row): ChildEndWork => ({ kind: "child-end", runId, row }))
  return [...ends, ...(await pendingCancels(store, runId))]
}

import type { InboxRow, Store } from "@statewright/store"

/** The id of the row with which a run is to start: there is one for each run. */
export const startRowId = "start"

/** The start of a run that was accepted and that no leader has taken yet, however much else stands in its inbox. */
export const pendingStart = async (store: Store, runId: string): Promise<InboxRow | undefined> => {
  const row = await store.inboxRow(runId, startRowId)
  return row?.processedRev === null ? row : undefined
}

import type { InboxRow, RunRow, Store } from "@statewright/store"
import { pendingStart } from "./pending-start.ts"

/** A run that was accepted: its row, or, as long as no leader has taken it, its start. */
export type AcceptedRun =
  | { readonly kind: "begun"; readonly row: RunRow }
  | { readonly kind: "to-start"; readonly start: InboxRow }

/** Finds a run whether a leader has taken its start or not; `undefined` if nobody has accepted it. */
export const acceptedRun = async (store: Store, runId: string): Promise<AcceptedRun | undefined> => {
  const row = await store.run(runId)
  if (row !== undefined) return { kind: "begun", row }
  const start = await pendingStart(store, runId)
  if (start !== undefined) return { kind: "to-start", start }
  // A leader may have taken it between the two.
  const begun = await store.run(runId)
  return begun && { kind: "begun", row: begun }
}

import type { Store } from "@statewright/store"
import { readCancel } from "../engine/cancel-run.ts"
import type { CancelWork } from "./work.ts"

/** The requests to cancel a run that could not be met before it began, or while it rested. */
export const pendingCancels = async (store: Store, runId: string): Promise<readonly CancelWork[]> =>
  (await store.inbox(runId))
    .filter(({ kind, processedRev }) => kind === "cancel" && processedRev === null)
    .map(({ seq, payload }) => ({ kind: "cancel", runId, inboxSeq: seq, ...readCancel(payload) }))

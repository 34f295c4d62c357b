import { checkOptions, type OptionKinds, flag, text } from "@statewright/workflow"
import { type Cancellation, decodeValue, encodeValue } from "@statewright/model"
import type { RunRow, Store } from "@statewright/store"
import type { CancelOptions } from "../client/run.ts"
import { InboxFull } from "../error/inbox-full.ts"
import { RunEnded } from "../error/run-ended.ts"
import { RunNotFound } from "../error/run-not-found.ts"
import { RunRests } from "../error/run-rests.ts"
import { runIdText } from "./check-run-id.ts"
import type { Requesting } from "./requesting.ts"

const cancelOptionKinds: OptionKinds<CancelOptions> = { reason: text(10_000), force: flag }

/** What a request to cancel came to: a run is told once. `asked already`: no leader has carried out the one before. */
export type CancelAnswer = "cancelling" | "asked already" | "cancelling already"

/**
 * Cancels a run: stored for whoever leads, now or later. Rejects with `RunNotFound`, `RunEnded`, `RunRests`, `InboxFull`.
 */
export const cancelRun = async (
  { store, submit, now, id }: Requesting,
  runId: string,
  options: CancelOptions = {},
): Promise<CancelAnswer> => {
  checkOptions("cancel", options, cancelOptionKinds)
  const { reason, force = false } = options
  const row = await store.run(runIdText(runId))
  if (row !== undefined || !(await isToStart(store, runId))) check(row, runId, force)
  const requests = (await store.inbox(runId)).filter(({ kind }) => kind === "cancel")
  if (!force && requests.length > 0) {
    return requests.every(({ processedRev }) => processedRev === null) ? "asked already" : "cancelling already"
  }
  const why = reason === undefined ? {} : { reason }
  const payload = encodeValue({ ...why, force }, "cancellation")
  const [answer] = await store.insertInbox([
    { runId, id: `cancel:${id()}`, kind: "cancel", payload, acceptedAt: now() },
  ])
  if (answer?.status === "full") throw new InboxFull(runId, answer.bound)
  if (answer?.status === "accepted") submit()?.({ kind: "cancel", runId, inboxSeq: answer.seq, why, force })
  return "cancelling"
}

const check = (row: RunRow | undefined, runId: string, force: boolean): void => {
  switch (row?.status) {
    case undefined:
      throw new RunNotFound(runId)
    case "completed":
    case "failed":
    case "cancelled":
      throw new RunEnded(runId, row.status)
    case "parked":
      if (!force) throw new RunRests(runId)
      break
    case "queued":
      // One that was at work before may have something to clean up.
      if (!force && row?.state !== null) throw new RunRests(runId)
      break
    case "running":
      break
  }
}

/** Whether a start of it was accepted that no leader has taken yet. */
export const isToStart = async (store: Store, runId: string): Promise<boolean> =>
  (await store.inbox(runId)).some(({ kind, processedRev }) => kind === "start" && processedRev === null)

/** What stands in the inbox row of a cancellation; nothing in one that the store has put there for the parent of a run. */
export const readCancel = (payload: string | null): { readonly why: Cancellation; readonly force: boolean } => {
  if (payload === null) return { why: { reason: "its parent does not wait for it any more" }, force: false }
  const { reason, force } = decodeValue(payload) as { reason?: string; force: boolean } // `cancelRun` wrote it
  return { why: reason === undefined ? {} : { reason }, force }
}

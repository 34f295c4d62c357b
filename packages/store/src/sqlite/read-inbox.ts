import type { InboxRow } from "../port/inbox-row.ts"
import type { PlannerParts } from "./operation.ts"
import type { Payload } from "./schema.ts"

type StoredInboxRow = Omit<InboxRow, "payload" | "options"> & {
  readonly payload: Payload | null
  readonly options: Payload | null
}

const inboxColumns = [
  "seq",
  "run_id as runId",
  "id",
  "kind",
  "name",
  "payload",
  "options",
  "accepted_at as acceptedAt",
  "reached",
  "processed_rev as processedRev",
  "processed_at as processedAt",
] as const

const unopened = { payload: null, options: null } as const

/** Reads inboxes. */
export const inboxReader = ({ prepare, payloads }: PlannerParts) => {
  const pending = prepare("read-inbox/pending", (q, v: { after: number; limit: number }) =>
    q
      .selectFrom("inbox")
      .select(inboxColumns)
      .where("processed_rev", "is", null)
      .where("seq", ">", v.after)
      .orderBy("seq")
      .limit(v.limit),
  )
  const cancels = prepare("read-inbox/cancels", (q, v: { after: number; limit: number }) =>
    q
      .selectFrom("inbox")
      .select(inboxColumns)
      .where("processed_rev", "is", null)
      .where("kind", "=", "cancel")
      .where("seq", ">", v.after)
      .orderBy("seq")
      .limit(v.limit),
  )
  const ofRun = prepare("read-inbox/ofRun", (q, v: { runId: string }) =>
    q.selectFrom("inbox").select(inboxColumns).where("run_id", "=", v.runId).orderBy("seq"),
  )
  const byId = prepare("read-inbox/byId", (q, v: { runId: string; id: string }) =>
    q.selectFrom("inbox").select(inboxColumns).where("run_id", "=", v.runId).where("id", "=", v.id),
  )
  const open = (row: StoredInboxRow): InboxRow => ({
    ...row,
    payload: payloads.openMaybe(row.payload, "inbox.payload", row.runId, row.id),
    options: payloads.openMaybe(row.options, "inbox.options", row.runId, row.id),
  })

  return {
    pending: ({ limit, after = 0 }: { limit: number; after?: number }): InboxRow[] =>
      pending.all({ limit, after }).map((row) => (row.kind === "event" ? { ...row, ...unopened } : open(row))),
    cancels: ({ limit, after = 0 }: { limit: number; after?: number }): InboxRow[] =>
      cancels.all({ limit, after }).map(open),
    ofRun: (runId: string): InboxRow[] => ofRun.all({ runId }).map(open),
    byId: (runId: string, id: string): InboxRow | undefined => byId.all({ runId, id }).map(open)[0],
  }
}

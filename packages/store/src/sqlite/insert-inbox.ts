import type { InboxAnswer, InboxKind, NewInboxRow } from "../port/inbox-row.ts"
import type { Connection } from "./driver.ts"
import { pendingCounter } from "./count-pending.ts"
import type { PlannerParts } from "./operation.ts"
import { killPoint } from "../kill-point/kill-point.ts"
import { inboxReader } from "./read-inbox.ts"
import type { Payload } from "./schema.ts"

/** Puts rows from outside into inboxes, in a small transaction of its own. */
export const inboxInserter = (connection: Connection, parts: PlannerParts & { readonly bound: number }) => {
  const { prepare, payloads, bound } = parts
  const reader = inboxReader(parts)
  const pending = pendingCounter(parts)
  const begun = prepare("insert-inbox/begun", (q, v: { runId: string }) =>
    q.selectFrom("runs").select("id").where("id", "=", v.runId),
  )
  const insert = prepare(
    "insert-inbox/insert",
    (
      q,
      v: {
        runId: string
        id: string
        kind: InboxKind
        name: string | null
        payload: Payload | null
        options: Payload | null
        acceptedAt: number
        refusal: Payload | null
        processedRev: number | null
        processedAt: number | null
      },
    ) =>
      q
        .insertInto("inbox")
        .values({
          run_id: v.runId,
          id: v.id,
          kind: v.kind,
          name: v.name,
          payload: v.payload,
          options: v.options,
          accepted_at: v.acceptedAt,
          refusal: v.refusal,
          processed_rev: v.processedRev,
          processed_at: v.processedAt,
        })
        .returning("seq"),
  )

  const insertOne = ({ row, payload, options, refusal }: Sealed): InboxAnswer => {
    const { runId, id, kind, name = null, acceptedAt } = row
    const settled =
      refusal === null ? { processedRev: null, processedAt: null } : { processedRev: 0, processedAt: acceptedAt }
    const existing = reader.byId(runId, id)
    if (existing !== undefined) return { status: "duplicate", existing }
    if (kind === "start" && begun.get({ runId }) !== undefined) return { status: "begun" }
    if (pending.hasAtLeast(runId, bound)) return { status: "full", bound }
    const [inserted] = insert.all({ runId, id, kind, name, payload, options, acceptedAt, refusal, ...settled })
    if (inserted === undefined) throw new Error("SQLite answered no row for an insert")
    return { status: "accepted", seq: inserted.seq }
  }

  const seal = (row: NewInboxRow): Sealed => {
    const { runId, id, payload, options, refusal } = row
    return {
      row,
      payload: payload === undefined ? null : payloads.seal(payload, "inbox.payload", runId, id),
      options: options === undefined ? null : payloads.seal(options, "inbox.options", runId, id),
      refusal: refusal === undefined ? null : payloads.seal(refusal, "inbox.refusal", runId, id),
    }
  }

  const insertAll = connection.transaction((rows: readonly Sealed[]) => rows.map(insertOne))
  return (rows: readonly NewInboxRow[]): InboxAnswer[] => {
    const sealed = rows.map(seal)
    try {
      const answers = insertAll.immediate(sealed)
      killPoint("inbox-stored")
      return answers
    } catch (error) {
      pending.forget()
      throw error
    }
  }
}

interface Sealed {
  readonly row: NewInboxRow
  readonly payload: Payload | null
  readonly options: Payload | null
  readonly refusal: Payload | null
}

import { killPoint } from "../kill-point/kill-point.ts"
import type { InboxKind, NewInboxRow } from "../port/inbox-row.ts"
import type { Planner, PlannerParts } from "./operation.ts"
import type { Payload } from "./schema.ts"

interface SentValues {
  readonly runId: string
  readonly id: string
  readonly kind: InboxKind
  readonly name: string | null
  readonly payload: Payload | null
  readonly options: Payload | null
  readonly acceptedAt: number
}

/** Puts rows into the inboxes of other runs, in the transaction of the transition that sends them. */
export const planSends = ({ prepare, payloads }: PlannerParts): Planner => {
  const begun = prepare("write-sends/begun", (q, v: { runId: string }) =>
    q.selectFrom("runs").select("id").where("id", "=", v.runId),
  )
  const insert = prepare("write-sends/insert", (q, v: SentValues) =>
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
      })
      .onConflict((conflict) => conflict.columns(["run_id", "id"]).doNothing())
      .returning("seq"),
  )
  const sealed = ({ runId, id, kind, name, payload, options, acceptedAt }: NewInboxRow): SentValues => ({
    runId,
    id,
    kind,
    name: name ?? null,
    payload: payload === undefined ? null : payloads.seal(payload, "inbox.payload", runId, id),
    options: options === undefined ? null : payloads.seal(options, "inbox.options", runId, id),
    acceptedAt,
  })

  return ({ transition, sent }, add) => {
    for (const row of transition.sends ?? []) {
      const values = sealed(row)
      const { runId, id, kind, name, acceptedAt } = values
      const { payload = null, options = null } = row
      add(() => {
        if (kind === "start" && begun.get({ runId }) !== undefined) return { status: "taken", runId }
        const [inserted] = insert.all(values)
        if (inserted === undefined) return kind === "start" ? { status: "taken", runId } : undefined
        const open = { reached: null, processedRev: null, processedAt: null }
        sent.push({ seq: inserted.seq, runId, id, kind, name, payload, options, acceptedAt, ...open })
        killPoint("sends-half")
        return undefined
      })
    }
  }
}

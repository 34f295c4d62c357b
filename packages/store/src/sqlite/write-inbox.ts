import type { InboxKind } from "../port/inbox-row.ts"
import type { Planner, PlannerParts } from "./operation.ts"
import type { Payload } from "./schema.ts"

/** Takes inbox rows: those that wait there, and those that the leader puts in itself, already taken. */
export const planInbox = ({ prepare, payloads }: PlannerParts): Planner => {
  const insert = prepare(
    "write-inbox/insert",
    (
      q,
      v: {
        runId: string
        id: string
        kind: InboxKind
        name: string | null
        payload: Payload | null
        at: number
        rev: number
        seed: Payload | null
        branches: Payload | null
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
          accepted_at: v.at,
          processed_rev: v.rev,
          processed_at: v.at,
          seed: v.seed,
          branches: v.branches,
        })
        .onConflict((conflict) => conflict.columns(["run_id", "id"]).doNothing()),
  )
  const take = prepare(
    "write-inbox/take",
    (q, v: { seq: number; rev: number; at: number; seed: Payload | null; branches: Payload | null }) =>
      q
        .updateTable("inbox")
        .set({ processed_rev: v.rev, processed_at: v.at, seed: v.seed, branches: v.branches })
        .where("seq", "=", v.seq)
        .where("processed_rev", "is", null),
  )
  const idOf = prepare("write-inbox/idOf", (q, v: { seq: number }) =>
    q.selectFrom("inbox").select("id").where("seq", "=", v.seq),
  )

  return ({ transition, rev }, add) => {
    const { runId, at } = transition
    const seed = transition.seed === undefined ? null : payloads.seal(transition.seed, "inbox.seed", runId)
    const taken = transition.branches === undefined ? null : payloads.seal(transition.branches, "inbox.branches", runId)
    for (const [index, use] of (transition.inbox ?? []).entries()) {
      const branches = index === 0 ? taken : null
      if (use.kind === "take") {
        const { seq } = use
        add(() => {
          if (take.run({ seq, rev, at, seed, branches }) === 1) return undefined
          return { status: "duplicate", inboxId: idOf.get({ seq })?.id ?? `#${seq}` }
        })
        continue
      }
      const { id, kind, name = null, payload } = use.row
      const sealed = payload === undefined ? null : payloads.seal(payload, "inbox.payload", runId)
      const values = { runId, id, kind, name, payload: sealed, at, rev, seed, branches }
      add(() => (insert.run(values) === 1 ? undefined : { status: "duplicate", inboxId: id }))
    }
  }
}

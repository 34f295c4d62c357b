import type { Planner, PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

interface NewRow {
  readonly at: number
  readonly kind: string
  readonly subject: string
  readonly runId: string | null
  readonly facts: Payload
  readonly deliverAt: number | null
}

/** Writes notices, and which of them were delivered. */
export const planNotices = ({ prepare, payloads }: PlannerParts): Planner => {
  const insert = prepare("write-notices/insert", (q, v: NewRow) =>
    q.insertInto("notices").values({
      at: v.at,
      kind: v.kind,
      subject: v.subject,
      run_id: v.runId,
      facts: v.facts,
      deliver_at: v.deliverAt,
    }),
  )
  const settle = prepare("write-notices/settle", (q, v: { seq: number; deliverAt: number | null; tries: number }) =>
    q.updateTable("notices").set({ deliver_at: v.deliverAt, tries: v.tries }).where("seq", "=", v.seq),
  )

  return ({ transition }, add) => {
    const { at, notices = [], deliveries = [] } = transition
    for (const { kind, subject, runId, facts, deliverAt } of notices) {
      const sealed = payloads.seal(facts, "notice.facts", runId ?? "", noticeRowOf({ at, kind, subject }))
      const values = { at, kind, subject, runId: runId ?? null, facts: sealed, deliverAt: deliverAt ?? null }
      add(() => void insert.run(values))
    }
    for (const delivery of deliveries) add(() => void settle.run(delivery))
  }
}

/** The number of a notice is not known before it is stored. */
export const noticeRowOf = ({ at, kind, subject }: Pick<NewRow, "at" | "kind" | "subject">): string =>
  rowOf(at, kind, subject)

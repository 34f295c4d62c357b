import type { Planner, PlannerParts } from "./operation.ts"

/** Takes rows that wait in the inbox. */
export const planInbox = ({ prepare }: PlannerParts): Planner => {
  const take = prepare("write-inbox/take", (q, v: { seq: number; rev: number; at: number }) =>
    q
      .updateTable("inbox")
      .set({ processed_rev: v.rev, processed_at: v.at })
      .where("seq", "=", v.seq)
      .where("processed_rev", "is", null),
  )
  const idOf = prepare("write-inbox/idOf", (q, v: { seq: number }) =>
    q.selectFrom("inbox").select("id").where("seq", "=", v.seq),
  )
  const waitingStart = prepare("write-inbox/waitingStart", (q, v: { runId: string }) =>
    q.selectFrom("inbox").select("seq").where("run_id", "=", v.runId).where("id", "=", "start"),
  )

  return ({ transition, rev }, add) => {
    const { runId, at, run, takes = [] } = transition
    if (run.kind === "insert" && takes.length === 0) {
      // Whoever put it there was told that it will begin this run.
      add(() => (waitingStart.get({ runId }) === undefined ? undefined : { status: "duplicate", inboxId: "start" }))
    }
    for (const seq of takes) {
      add(() => {
        if (take.run({ seq, rev, at }) === 1) return undefined
        return { status: "duplicate", inboxId: idOf.get({ seq })?.id ?? `#${seq}` }
      })
    }
  }
}

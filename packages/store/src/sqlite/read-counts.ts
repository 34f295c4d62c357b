import type { StoreCounts } from "../port/store.ts"
import type { PlannerParts } from "./operation.ts"

/** Counts what there is. */
export const countReader = ({ prepare }: PlannerParts): (() => StoreCounts) => {
  const runs = prepare("read-counts/runs", (q) =>
    q
      .selectFrom("runs")
      .select((e) => ["status", e.fn.countAll<number>().as("rows")])
      .groupBy("status"),
  )
  const pending = prepare("read-counts/pending", (q) =>
    q
      .selectFrom("inbox")
      .select((e) => e.fn.countAll<number>().as("rows"))
      .where("processed_rev", "is", null),
  )
  const steps = prepare("read-counts/steps", (q, _, raw) =>
    q
      .selectFrom("runs")
      .select((e) => e.fn.sum<number | null>("calls").as("rows"))
      .where("at_work", "=", raw<number>`1`),
  )
  const timers = prepare("read-counts/timers", (q) =>
    q.selectFrom("timers").select((e) => e.fn.countAll<number>().as("rows")),
  )

  return () => {
    const byStatus = { queued: 0, running: 0, parked: 0, completed: 0, failed: 0, cancelled: 0 }
    for (const { status, rows } of runs.all({})) byStatus[status] = rows
    return {
      runs: byStatus,
      pendingInbox: pending.get({})?.rows ?? 0,
      openSteps: steps.get({})?.rows ?? 0,
      timers: timers.get({})?.rows ?? 0,
    }
  }
}

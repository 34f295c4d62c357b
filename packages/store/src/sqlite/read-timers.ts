import type { TimerRow } from "../port/timer-row.ts"
import type { PlannerParts } from "./operation.ts"

const timerColumns = [
  "timers.run_id as runId",
  "timers.frame",
  "timers.wait_id as waitId",
  "timers.kind",
  "timers.due_at as dueAt",
] as const

/** Reads timers; those of a parked run wait until it runs again. */
export const timerReader = ({ prepare }: PlannerParts) => {
  const ofRun = prepare("read-timers/ofRun", (q, v: { runId: string }) =>
    q.selectFrom("timers").select(timerColumns).where("run_id", "=", v.runId).orderBy("due_at"),
  )
  const due = prepare("read-timers/due", (q, v: { at: number; limit: number }) =>
    q
      .selectFrom("timers")
      .innerJoin("runs", "runs.id", "timers.run_id")
      .select(timerColumns)
      .where("timers.due_at", "<=", v.at)
      .where("runs.status", "=", "running")
      .orderBy("timers.due_at")
      .limit(v.limit),
  )
  const nearest = prepare("read-timers/nearest", (q) =>
    q
      .selectFrom("timers")
      .innerJoin("runs", "runs.id", "timers.run_id")
      .select("timers.due_at as dueAt")
      .where("runs.status", "=", "running")
      .orderBy("timers.due_at")
      .limit(1),
  )

  return {
    ofRun: (runId: string): TimerRow[] => ofRun.all({ runId }),
    due: (page: { at: number; limit: number }): TimerRow[] => due.all(page),
    nearest: (): number | undefined => nearest.get({})?.dueAt,
  }
}

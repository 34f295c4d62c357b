import type { Planner, PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

/** Records attempts that failed. */
export const planAttempts = ({ prepare, payloads }: PlannerParts): Planner => {
  const insert = prepare(
    "write-attempts/insert",
    (
      q,
      v: {
        runId: string
        frame: string
        waitId: string
        attempt: number
        startedAt: number
        endedAt: number
        error: Payload
      },
    ) =>
      q.insertInto("attempts").values({
        run_id: v.runId,
        frame: v.frame,
        wait_id: v.waitId,
        attempt: v.attempt,
        started_at: v.startedAt,
        ended_at: v.endedAt,
        error: v.error,
      }),
  )

  return ({ transition }, add) => {
    const { runId } = transition
    for (const row of transition.attempts ?? []) {
      const place = rowOf(row.frame, row.waitId, row.attempt)
      const values = { ...row, runId, error: payloads.seal(row.error, "attempt.error", runId, place) }
      add(() => void insert.run(values))
    }
  }
}

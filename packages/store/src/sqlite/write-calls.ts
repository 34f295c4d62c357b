import type { Planner, PlannerParts } from "./operation.ts"
import { isEnded } from "./write-run.ts"

/**
 * Keeps how many calls a run has open. One step after another leaves it as it is, so that their commits do not write the
 * run's row; the index of runs at work is written only where the first call is opened and the last one ends.
 */
export const planCalls = ({ prepare }: PlannerParts): Planner => {
  const count = prepare("write-calls/count", (q, v: { runId: string; calls: number }) =>
    q.updateTable("runs").set({ calls: v.calls }).where("id", "=", v.runId),
  )
  const turn = prepare("write-calls/turn", (q, v: { runId: string; calls: number; atWork: number }) =>
    q.updateTable("runs").set({ calls: v.calls, at_work: v.atWork }).where("id", "=", v.runId),
  )

  return ({ transition, standing }, add) => {
    const { runId, run } = transition
    if (run.kind === "none") return
    // What writes its end counts none.
    if (run.kind === "update" && run.becomes !== undefined && isEnded(run.becomes.status)) return
    add(() => {
      const { calls, callsBefore } = standing
      if (calls === callsBefore) return undefined
      if (calls > 0 && callsBefore > 0) count.run({ runId, calls })
      else turn.run({ runId, calls, atWork: calls > 0 ? 1 : 0 })
      return undefined
    })
  }
}

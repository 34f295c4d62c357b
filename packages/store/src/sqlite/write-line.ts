import type { Planner, PlannerParts } from "./operation.ts"
import type { Presence } from "./presence.ts"

/** Writes who stands in line, what a run holds, and what rates have granted. */
export const planLine = ({ prepare, payloads }: PlannerParts, presence: Presence): Planner => {
  const join = prepare(
    "write-line/join",
    (q, v: { place: number; runId: string; frame: string; waitId: string; priority: number; lane: string }) =>
      q.insertInto("line").values({
        place: v.place,
        run_id: v.runId,
        frame: v.frame,
        wait_id: v.waitId,
        priority: v.priority,
        lane: v.lane,
      }),
  )
  const leave = prepare("write-line/leave", (q, v: { runId: string; frame: string; waitId: string }) =>
    q.deleteFrom("line").where("run_id", "=", v.runId).where("frame", "=", v.frame).where("wait_id", "=", v.waitId),
  )
  const admit = prepare("write-line/admit", (q, v: { runId: string; priority: number; lane: string | null }) =>
    q.insertInto("admissions").values({ run_id: v.runId, priority: v.priority, lane: v.lane }),
  )
  const grant = prepare("write-line/grant", (q, v: { rate: string; at: number; expiresAt: number }, raw) =>
    q
      .insertInto("rate_permits")
      .values({ rate: v.rate, at: v.at, expires_at: v.expiresAt, permits: 1 })
      .onConflict((conflict) => conflict.columns(["rate", "at"]).doUpdateSet({ permits: raw<number>`permits + 1` })),
  )
  const expire = prepare("write-line/expire", (q, v: { at: number }) =>
    q.deleteFrom("rate_permits").where("expires_at", "<=", v.at),
  )

  return ({ transition }, add) => {
    const { runId, run, at, line = [], rates = [] } = transition
    const admission = run.kind === "insert" ? run.admission : run.kind === "update" ? run.reopens?.admission : undefined
    if (admission !== undefined) {
      const { priority, lane } = admission
      const sealed = lane === null ? null : payloads.sealAlike(lane, "line.lane")
      add(() => {
        presence.note("admissions")
        admit.run({ runId, priority, lane: sealed })
        return undefined
      })
    }
    for (const write of line) {
      if (write.kind === "leave") {
        add(() => void leave.run({ runId, ...write }))
        continue
      }
      const values = { runId, ...write, lane: payloads.sealAlike(write.lane, "line.lane") }
      add(() => {
        presence.note("line")
        join.run(values)
        return undefined
      })
    }
    for (const { rate, at: begun, expiresAt } of rates) {
      const sealed = payloads.sealAlike(rate, "line.rate")
      add(() => {
        grant.run({ rate: sealed, at: begun, expiresAt })
        expire.run({ at })
        return undefined
      })
    }
  }
}

import type { Planner, PlannerParts } from "./operation.ts"
import type { Presence } from "./presence.ts"

interface Key {
  readonly runId: string
  readonly frame: string
  readonly waitId: string
}

/** Writes who asks for locks that all runs share, who has them, and who gives them back. */
export const planMutexes = ({ prepare, payloads }: PlannerParts, presence: Presence): Planner => {
  const ask = prepare("write-mutexes/ask", (q, v: Key & { key: string }) =>
    q.insertInto("mutexes").values({ key: v.key, run_id: v.runId, frame: v.frame, wait_id: v.waitId }),
  )
  const grant = prepare("write-mutexes/grant", (q, v: Key, raw) =>
    q
      .updateTable("mutexes")
      .set({ granted: raw<number>`1` })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom("mutexes as other")
              .select("other.seq")
              .whereRef("other.key", "=", "mutexes.key")
              .where("other.granted", "=", e.lit(1)),
          ),
        ),
      ),
  )
  const release = prepare("write-mutexes/release", (q, v: Key) =>
    q.deleteFrom("mutexes").where("run_id", "=", v.runId).where("frame", "=", v.frame).where("wait_id", "=", v.waitId),
  )

  return ({ transition }, add) => {
    const { runId } = transition
    for (const write of transition.locks ?? []) {
      const key = { runId, frame: write.frame, waitId: write.waitId }
      switch (write.kind) {
        case "ask": {
          const values = { ...key, key: payloads.sealAlike(write.key, "mutex.key") }
          add(() => {
            presence.note("mutexes")
            ask.run(values)
            return undefined
          })
          break
        }
        case "grant":
          add(() => (grant.run(key) === 1 ? undefined : { status: "held" }))
          break
        case "release":
          add(() => void release.run(key))
      }
    }
  }
}

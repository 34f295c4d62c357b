import type { TimerKind } from "../port/timer-row.ts"
import type { Planner, PlannerParts } from "./operation.ts"
import type { Presence } from "./presence.ts"

interface Key {
  readonly runId: string
  readonly frame: string
  readonly waitId: string
  readonly kind: TimerKind
}

/** Sets and clears timers. */
export const planTimers = ({ prepare }: PlannerParts, presence: Presence): Planner => {
  const set = prepare("write-timers/set", (q, v: Key & { dueAt: number }) =>
    q
      .insertInto("timers")
      .values({ run_id: v.runId, frame: v.frame, wait_id: v.waitId, kind: v.kind, due_at: v.dueAt })
      .onConflict((conflict) =>
        conflict.columns(["run_id", "frame", "wait_id", "kind"]).doUpdateSet({ due_at: v.dueAt }),
      ),
  )
  const clear = prepare("write-timers/clear", (q, v: Key) =>
    q
      .deleteFrom("timers")
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("kind", "=", v.kind),
  )

  return ({ transition }, add) => {
    const { runId } = transition
    for (const key of transition.clearTimers ?? []) add(() => void clear.run({ ...key, runId }))
    for (const timer of transition.setTimers ?? []) {
      add(() => {
        presence.note("timers")
        set.run({ ...timer, runId })
        return undefined
      })
    }
  }
}

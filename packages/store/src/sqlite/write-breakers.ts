import type { BreakerRow } from "../port/breaker-row.ts"
import type { Planner, PlannerParts } from "./operation.ts"

/** Writes how circuit breakers stand. */
export const planBreakers = ({ prepare }: PlannerParts): Planner => {
  const put = prepare("write-breakers/put", (q, v: BreakerRow) => {
    const columns = {
      state: v.state,
      generation: v.generation,
      retry_at: v.retryAt,
      openings: v.openings,
      streak: v.streak,
      buckets: v.buckets,
      forced: v.forced,
      settings: v.settings,
      updated_at: v.updatedAt,
    }
    return q
      .insertInto("breakers")
      .values({ key: v.key, ...columns })
      .onConflict((found) => found.column("key").doUpdateSet(columns))
  })
  const drop = prepare("write-breakers/drop", (q, v: { key: string }) =>
    q.deleteFrom("breakers").where("key", "=", v.key),
  )

  return ({ transition }, add) => {
    for (const write of transition.breakers ?? []) {
      add(() => void (write.kind === "put" ? put.run(write.row) : drop.run({ key: write.key })))
    }
  }
}

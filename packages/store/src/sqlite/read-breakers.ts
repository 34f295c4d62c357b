import type { BreakerRow } from "../port/breaker-row.ts"
import type { PlannerParts } from "./operation.ts"

/** Reads circuit breakers. */
export const breakerReader = ({ prepare }: PlannerParts) => {
  const all = prepare("read-breakers/all", (q) =>
    q
      .selectFrom("breakers")
      .select([
        "key",
        "state",
        "generation",
        "retry_at as retryAt",
        "openings",
        "streak",
        "buckets",
        "forced",
        "settings",
        "updated_at as updatedAt",
      ])
      .orderBy("key"),
  )
  return { all: (): BreakerRow[] => all.all({}) }
}

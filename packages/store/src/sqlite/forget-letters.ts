import { StaleEpoch } from "../errors/stale-epoch.ts"
import type { ForgettingLetters } from "../port/letter-row.ts"
import type { Connection } from "./driver.ts"
import type { PlannerParts } from "./operation.ts"

/** Deletes dead letters that nobody has done anything about for long. */
export const letterForgetter = (connection: Connection, { prepare }: PlannerParts) => {
  const presentEpoch = prepare("forget-letters/presentEpoch", (q) => q.selectFrom("leader").select("epoch"))
  const drop = prepare("forget-letters/drop", (q, v: ForgettingLetters, raw) =>
    q.deleteFrom("dead_letters").where("id", "in", (e) =>
      e
        .selectFrom("dead_letters as old")
        .select("old.id")
        .where("old.last_failed_at", "<", v.failedBefore)
        .where("old.status", "=", raw<"dead">`'dead'`)
        .orderBy("old.last_failed_at")
        .limit(v.limit),
    ),
  )

  return connection.transaction((epoch: number, forgetting: ForgettingLetters): number => {
    const present = presentEpoch.get({})?.epoch ?? 0
    if (present !== epoch) throw new StaleEpoch(epoch, present)
    return drop.run(forgetting)
  }).immediate
}

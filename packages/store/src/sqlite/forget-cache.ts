import { StaleEpoch } from "../errors/stale-epoch.ts"
import type { ForgettingCache } from "../port/forgetting.ts"
import type { Connection } from "./driver.ts"
import { openSteps } from "./open-steps.ts"
import type { PlannerParts } from "./operation.ts"

/** Deletes cached answers that are of no use any more, and who was at work for others and is not. */
export const cacheForgetter = (connection: Connection, { prepare }: PlannerParts) => {
  const presentEpoch = prepare("forget-cache/presentEpoch", (q) => q.selectFrom("leader").select("epoch"))
  const old = prepare("forget-cache/old", (q, v: ForgettingCache) =>
    q
      .selectFrom("cache_entries")
      .select("key")
      .where("stale_until", "<=", v.endedBefore)
      .orderBy("stale_until")
      .limit(v.limit),
  )
  const drop = prepare("forget-cache/drop", (q, v: { key: string }) =>
    q.deleteFrom("cache_entries").where("key", "=", v.key),
  )
  // One that ended with its run, or with its branch, has not said so.
  const land = prepare("forget-cache/land", (q, _, raw) =>
    q
      .deleteFrom("flights")
      .where("key", ">", raw<string>`''`)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom("steps")
              .select("steps.run_id")
              .whereRef("steps.run_id", "=", "flights.run_id")
              .whereRef("steps.frame", "=", "flights.frame")
              .whereRef("steps.wait_id", "=", "flights.wait_id")
              .where("steps.status", "in", openSteps),
          ),
        ),
      ),
  )

  return connection.transaction((epoch: number, forgetting: ForgettingCache): number => {
    const present = presentEpoch.get({})?.epoch ?? 0
    if (present !== epoch) throw new StaleEpoch(epoch, present)
    land.run({})
    const entries = old.all(forgetting)
    for (const { key } of entries) drop.run({ key })
    return entries.length
  }).immediate
}

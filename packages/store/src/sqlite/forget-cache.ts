import { StaleEpoch } from "../errors/stale-epoch.ts"
import type { ForgettingCache } from "../port/forgetting.ts"
import type { Connection } from "./driver.ts"
import type { PlannerParts } from "./operation.ts"

/** Deletes cached answers that are of no use any more. */
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

  return connection.transaction((epoch: number, forgetting: ForgettingCache): number => {
    const present = presentEpoch.get({})?.epoch ?? 0
    if (present !== epoch) throw new StaleEpoch(epoch, present)
    const entries = old.all(forgetting)
    for (const { key } of entries) drop.run({ key })
    return entries.length
  }).immediate
}

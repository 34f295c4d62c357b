import { StaleEpoch } from "../errors/stale-epoch.ts"
import type { ForgettingEvents } from "../port/forgetting.ts"
import type { Connection } from "./driver.ts"
import type { PlannerParts } from "./operation.ts"

/** Deletes events that were sent to all long ago; what runs took of them, they keep. */
export const eventForgetter = (connection: Connection, { prepare }: PlannerParts) => {
  const presentEpoch = prepare("forget-events/presentEpoch", (q) => q.selectFrom("leader").select("epoch"))
  const old = prepare("forget-events/old", (q, v: ForgettingEvents, raw) =>
    q
      .selectFrom("inbox")
      .select("seq")
      .where("run_id", "=", raw<string>`''`)
      .where("accepted_at", "<", v.acceptedBefore)
      .where("processed_rev", "is not", null)
      .orderBy("accepted_at")
      .limit(v.limit),
  )
  const drop = prepare("forget-events/drop", (q, v: { seq: number }) => q.deleteFrom("inbox").where("seq", "=", v.seq))

  return connection.transaction((epoch: number, forgetting: ForgettingEvents): number => {
    const present = presentEpoch.get({})?.epoch ?? 0
    if (present !== epoch) throw new StaleEpoch(epoch, present)
    const events = old.all(forgetting)
    for (const { seq } of events) drop.run({ seq })
    return events.length
  }).immediate
}

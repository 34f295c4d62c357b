import { StaleEpoch } from "../errors/stale-epoch.ts"
import type { ForgettingNotices } from "../port/notice-row.ts"
import type { Connection } from "./driver.ts"
import type { PlannerParts } from "./operation.ts"

/** Deletes notices of long ago; one that is still to be delivered stays. */
export const noticeForgetter = (connection: Connection, { prepare }: PlannerParts) => {
  const presentEpoch = prepare("forget-notices/presentEpoch", (q) => q.selectFrom("leader").select("epoch"))
  const old = prepare("forget-notices/old", (q, v: ForgettingNotices) =>
    q
      .selectFrom("notices")
      .select("seq")
      .where("at", "<", v.before)
      .where("deliver_at", "is", null)
      .orderBy("at")
      .limit(v.limit),
  )
  const drop = prepare("forget-notices/drop", (q, v: { seq: number }) =>
    q.deleteFrom("notices").where("seq", "=", v.seq),
  )

  return connection.transaction((epoch: number, forgetting: ForgettingNotices): number => {
    const present = presentEpoch.get({})?.epoch ?? 0
    if (present !== epoch) throw new StaleEpoch(epoch, present)
    const notices = old.all(forgetting)
    for (const { seq } of notices) drop.run({ seq })
    return notices.length
  }).immediate
}

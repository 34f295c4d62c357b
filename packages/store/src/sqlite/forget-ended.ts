import type { ExpressionBuilder } from "kysely"
import { killPoint } from "../kill-point/kill-point.ts"
import { StaleEpoch } from "../errors/stale-epoch.ts"
import type { Forgetting } from "../port/forgetting.ts"
import type { Connection } from "./driver.ts"
import type { PlannerParts } from "./operation.ts"
import type { Tables } from "./schema.ts"

/** Deletes runs that ended long ago, with all that belongs to them; one that has children at work is kept until those have ended. */
export const endedForgetter = (connection: Connection, { prepare }: PlannerParts) => {
  const presentEpoch = prepare("forget-ended/presentEpoch", (q) => q.selectFrom("leader").select("epoch"))
  // Who ended before then was made before then: the index by age leads there.
  const old = prepare(
    "forget-ended/old",
    (q, v: { status: Forgetting["status"]; endedBefore: number; limit: number }) =>
      q
        .selectFrom("runs")
        .select("id")
        .where("status", "=", v.status)
        .where("created_at", "<", v.endedBefore)
        .where("ended_at", "<", v.endedBefore)
        // The ends of its children are for this run: a later one of its id must not hear of them.
        .where((e) => e.not(e.exists(openChild(e).whereRef("links.parent_id", "=", "runs.id"))))
        .where((e) => e.not(e.exists(endNotHeard(e).whereRef("inbox.run_id", "=", "runs.id"))))
        .orderBy("created_at")
        .limit(v.limit),
  )
  const dropRun = prepare("forget-ended/dropRun", (q, v: { id: string }) => q.deleteFrom("runs").where("id", "=", v.id))
  const dropInbox = prepare("forget-ended/dropInbox", (q, v: { id: string }) =>
    q.deleteFrom("inbox").where("run_id", "=", v.id),
  )
  const dropTransitions = prepare("forget-ended/dropTransitions", (q, v: { id: string }) =>
    q.deleteFrom("transitions").where("run_id", "=", v.id),
  )

  // One that has come to nothing has no run of its own.
  const dropLinks = prepare("forget-ended/dropLinks", (q, v: { id: string }) =>
    q
      .deleteFrom("links")
      .where((e) => e.or([e("run_id", "=", v.id), e.and([e("parent_id", "=", v.id), e("refusal", "is not", null)])])),
  )

  return connection.transaction((epoch: number, forgetting: Forgetting): number => {
    const present = presentEpoch.get({})?.epoch ?? 0
    if (present !== epoch) throw new StaleEpoch(epoch, present)
    const runs = old.all(forgetting)
    for (const { id } of runs) {
      dropInbox.run({ id })
      dropTransitions.run({ id })
      dropLinks.run({ id })
      killPoint("retention-half")
      dropRun.run({ id })
    }
    return runs.length
  }).immediate
}

type Build = ExpressionBuilder<Tables, "runs">

const openChild = (e: Build) =>
  e.selectFrom("links").select("links.run_id").where("links.kind", "=", "child").where("links.ended", "=", e.lit(0))

const endNotHeard = (e: Build) =>
  e.selectFrom("inbox").select("inbox.seq").where("inbox.kind", "=", "child").where("inbox.processed_rev", "is", null)

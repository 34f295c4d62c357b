import type { Settled } from "@statewright/model"
import type { Store, StrandRow, TimerRow } from "@statewright/store"
import { advance } from "../advance/advance.ts"
import { readStored } from "../history/read-stored.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"

/** Prepares what follows when a wide group is decided: what its members came to is read from their rows. */
export const prepareCollect = async (
  store: Store,
  live: LiveRun,
  { frame, waitId, kind }: TimerRow,
  moment: Moment,
): Promise<Prepared> => {
  const group = waitId.slice(0, waitId.lastIndexOf("/"))
  const value: Settled[] = []
  for (const strand of await store.strands(live.id, group)) value[strand.item] = settledBy(strand)
  return moveRun(
    live,
    moment,
    (given) => advance(live.program, live.frame, { wait: waitId, outcome: { ok: true, value }, ...given }),
    { movedBy: { kind: "collect", waitId }, clearTimers: [{ frame, waitId, kind }] },
  )
}

/** What a member came to; one that still cleans up was cut. */
const settledBy = ({ status, payload, groupId, item }: StrandRow): Settled => {
  const stored = (): unknown =>
    payload === null ? undefined : readStored(payload, `what member ${item} of ${groupId} came to`)
  switch (status) {
    case "completed":
      return { status: "fulfilled", value: stored() }
    case "failed":
      return { status: "rejected", reason: stored() }
    case "detached":
      return { status: "detached" }
    case "running":
    case "cancelled":
      return { status: "cancelled" }
  }
}

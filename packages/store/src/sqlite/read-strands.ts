import type { StrandRow } from "../port/strand-row.ts"
import type { PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

const strandColumns = [
  "frame",
  "group_id as groupId",
  "item",
  "name",
  "wait_id as waitId",
  "within",
  "status",
  "started_at as startedAt",
  "ended_at as endedAt",
  "payload",
] as const

type StoredStrand = Omit<StrandRow, "payload"> & { readonly payload: Payload | null }

/** Reads the members of groups. */
export const strandReader = ({ prepare, payloads }: PlannerParts) => {
  const ofRun = prepare("read-strands/ofRun", (q, v: { runId: string }) =>
    q
      .selectFrom("strands")
      .select(strandColumns)
      .where("run_id", "=", v.runId)
      .orderBy("frame")
      .orderBy("group_id")
      .orderBy("item"),
  )
  const ofGroup = prepare("read-strands/ofGroup", (q, v: { runId: string; groupId: string }, raw) =>
    q
      .selectFrom("strands")
      .select(strandColumns)
      .where("run_id", "=", v.runId)
      .where("frame", "=", raw<string>`'main'`)
      .where("group_id", "=", v.groupId)
      .orderBy("item"),
  )

  return (runId: string, groupId?: string): StrandRow[] => {
    const rows: readonly StoredStrand[] = groupId === undefined ? ofRun.all({ runId }) : ofGroup.all({ runId, groupId })
    return rows.map((row) => {
      const place = rowOf(row.frame, row.groupId, row.item)
      return { ...row, payload: payloads.openMaybe(row.payload, "strand.payload", runId, place) }
    })
  }
}

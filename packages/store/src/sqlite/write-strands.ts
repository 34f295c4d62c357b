import type { StrandStatus } from "@statewright/model"
import type { StrandKey } from "../port/strand-row.ts"
import type { Planner, PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"
import type { Presence } from "./presence.ts"
import type { Payload } from "./schema.ts"

interface Key extends StrandKey {
  readonly runId: string
}

/** Writes which members of groups have begun, and what they came to. */
export const planStrands = ({ prepare, payloads }: PlannerParts, presence: Presence): Planner => {
  const begin = prepare(
    "write-strands/begin",
    (q, v: Key & { name: string | null; waitId: string; within: string | null; at: number }) =>
      q.insertInto("strands").values({
        run_id: v.runId,
        frame: v.frame,
        group_id: v.groupId,
        item: v.item,
        name: v.name,
        wait_id: v.waitId,
        within: v.within,
        status: "running",
        started_at: v.at,
      }),
  )
  const end = prepare(
    "write-strands/end",
    (q, v: Key & { status: StrandStatus; payload: Payload | null; at: number }) =>
      q
        .updateTable("strands")
        .set({ status: v.status, payload: v.payload, ended_at: v.at })
        .where("run_id", "=", v.runId)
        .where("frame", "=", v.frame)
        .where("group_id", "=", v.groupId)
        .where("item", "=", v.item)
        .where("ended_at", "is", null),
  )

  const reopen = prepare("write-strands/reopen", (q, v: Key) =>
    q
      .updateTable("strands")
      .set({ status: "running", payload: null, ended_at: null })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("group_id", "=", v.groupId)
      .where("item", "=", v.item),
  )

  return ({ transition }, add) => {
    const { runId, at } = transition
    for (const write of transition.strands ?? []) {
      const { frame, groupId, item } = write
      const key = { runId, frame, groupId, item, at }
      if (write.kind === "begin") {
        const { name = null, waitId, within = null } = write
        add(() => {
          presence.note("strands")
          begin.run({ ...key, name, waitId, within })
          return undefined
        })
      } else if (write.kind === "reopen") add(() => void reopen.run(key))
      else {
        const { status } = write
        const place = rowOf(frame, groupId, item)
        const payload =
          write.payload === undefined ? null : payloads.seal(write.payload, "strand.payload", runId, place)
        add(() => void end.run({ ...key, status, payload }))
      }
    }
  }
}

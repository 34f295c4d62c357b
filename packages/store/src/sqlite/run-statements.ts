import type { RunStatus } from "@statewright/model"
import type { Payload } from "./schema.ts"
import type { Prepare } from "./statement.ts"

/** The statements that write a run's own row. */
export const runStatements = (prepare: Prepare) => ({
  insert: prepare(
    "run-statements/insert",
    (
      q,
      v: {
        runId: string
        workflow: string
        version: string
        status: RunStatus
        at: number
        endedAt: number | null
        reason: string | null
        calls: number
        atWork: number
        tenant: string
        replays: number | null
      },
    ) =>
      q
        .insertInto("runs")
        .values({
          id: v.runId,
          workflow: v.workflow,
          version: v.version,
          status: v.status,
          created_at: v.at,
          ended_at: v.endedAt,
          parked_reason: v.reason,
          calls: v.calls,
          at_work: v.atWork,
          tenant: v.tenant,
          replays: v.replays,
        })
        .onConflict((conflict) => conflict.column("id").doNothing()),
  ),
  /** Where a run stands: nearly every transition needs no more of its own row. */
  standing: prepare("run-statements/standing", (q, v: { runId: string }) =>
    q
      .selectFrom("runs")
      .crossJoin("transitions as last")
      .select(["runs.status", "runs.calls", "last.rev", "last.base_rev as baseRev"])
      .where("runs.id", "=", v.runId)
      .where("last.run_id", "=", v.runId)
      .orderBy("last.rev", "desc")
      .limit(1),
  ),
  change: prepare(
    "run-statements/change",
    (q, v: { runId: string; status: RunStatus; endedAt: number | null; reason: string | null }) =>
      q
        .updateTable("runs")
        .set({ status: v.status, ended_at: v.endedAt, parked_reason: v.reason })
        .where("id", "=", v.runId),
  ),
  /** It has ended: no call is open any more. */
  end: prepare(
    "run-statements/end",
    (q, v: { runId: string; status: RunStatus; endedAt: number | null; reason: string | null }) =>
      q
        .updateTable("runs")
        .set({ status: v.status, ended_at: v.endedAt, parked_reason: v.reason, calls: 0, at_work: 0 })
        .where("id", "=", v.runId),
  ),
  setReplays: prepare("run-statements/setReplays", (q, v: { runId: string; replays: number }) =>
    q.updateTable("runs").set({ replays: v.replays }).where("id", "=", v.runId),
  ),
  setVersion: prepare("run-statements/setVersion", (q, v: { runId: string; version: string }) =>
    q.updateTable("runs").set({ version: v.version }).where("id", "=", v.runId),
  ),
  countRetry: prepare("run-statements/countRetry", (q, v: { runId: string }) =>
    q
      .updateTable("runs")
      .set((e) => ({ retries: e("retries", "+", 1) }))
      .where("id", "=", v.runId),
  ),
  putPayload: prepare(
    "run-statements/putPayload",
    (q, v: { runId: string; kind: "input" | "contracts" | "output" | "error"; payload: Payload }) =>
      q.insertInto("run_payloads").values({ run_id: v.runId, kind: v.kind, payload: v.payload }),
  ),
  dropResults: prepare("run-statements/dropResults", (q, v: { runId: string }) =>
    q.deleteFrom("run_payloads").where("run_id", "=", v.runId).where("kind", "in", ["output", "error"]),
  ),
})

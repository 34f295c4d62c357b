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
        state: string | null
        at: number
        endedAt: number | null
        reason: string | null
      },
    ) =>
      q
        .insertInto("runs")
        .values({
          id: v.runId,
          workflow: v.workflow,
          version: v.version,
          status: v.status,
          rev: 1,
          state: v.state,
          created_at: v.at,
          updated_at: v.at,
          ended_at: v.endedAt,
          parked_reason: v.reason,
        })
        .onConflict((conflict) => conflict.column("id").doNothing()),
  ),
  check: prepare("run-statements/check", (q, v: { runId: string; expectedRev: number }) =>
    q
      .selectFrom("runs")
      .select("rev")
      .where("id", "=", v.runId)
      .where("rev", "=", v.expectedRev)
      .where("status", "=", "running"),
  ),
  revOf: prepare("run-statements/revOf", (q, v: { runId: string }) =>
    q.selectFrom("runs").select("rev").where("id", "=", v.runId),
  ),
  /** Leaves every indexed column alone: the write of nearly every transition. */
  advance: prepare(
    "run-statements/advance",
    (q, v: { runId: string; expectedRev: number; state: string | null; at: number }, raw) =>
      q
        .updateTable("runs")
        .set({ rev: raw<number>`rev + 1`, state: v.state, updated_at: v.at })
        .where("id", "=", v.runId)
        .where("rev", "=", v.expectedRev)
        .where("status", "=", "running"),
  ),
  change: prepare(
    "run-statements/change",
    (
      q,
      v: {
        runId: string
        expectedRev: number
        state: string | null
        at: number
        status: RunStatus
        endedAt: number | null
        reason: string | null
      },
      raw,
    ) =>
      q
        .updateTable("runs")
        .set({
          rev: raw<number>`rev + 1`,
          state: v.state,
          updated_at: v.at,
          status: v.status,
          ended_at: v.endedAt,
          parked_reason: v.reason,
        })
        .where("id", "=", v.runId)
        .where("rev", "=", v.expectedRev)
        .where("ended_at", "is", null),
  ),
  setVersion: prepare("run-statements/setVersion", (q, v: { runId: string; version: string }) =>
    q.updateTable("runs").set({ version: v.version }).where("id", "=", v.runId),
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

import type { RunStatus } from "@statewright/model"
import { sql } from "kysely"
import type { Payload } from "./schema.ts"
import type { Prepare } from "./statement.ts"

/** The statements that write a run's own row. */
export const runStatements = (prepare: Prepare) => ({
  insert: prepare(
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
  check: prepare((q, v: { runId: string; expectedRev: number }) =>
    q.selectFrom("runs").select("rev").where("id", "=", v.runId).where("rev", "=", v.expectedRev),
  ),
  revOf: prepare((q, v: { runId: string }) => q.selectFrom("runs").select("rev").where("id", "=", v.runId)),
  /** Leaves every indexed column alone: the write of nearly every transition. */
  advance: prepare((q, v: { runId: string; expectedRev: number; state: string | null; at: number }) =>
    q
      .updateTable("runs")
      .set({ rev: sql<number>`rev + 1`, state: v.state, updated_at: v.at })
      .where("id", "=", v.runId)
      .where("rev", "=", v.expectedRev),
  ),
  change: prepare(
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
    ) =>
      q
        .updateTable("runs")
        .set({
          rev: sql<number>`rev + 1`,
          state: v.state,
          updated_at: v.at,
          status: v.status,
          ended_at: v.endedAt,
          parked_reason: v.reason,
        })
        .where("id", "=", v.runId)
        .where("rev", "=", v.expectedRev),
  ),
  setVersion: prepare((q, v: { runId: string; version: string }) =>
    q.updateTable("runs").set({ version: v.version }).where("id", "=", v.runId),
  ),
  putPayload: prepare((q, v: { runId: string; kind: "input" | "contracts" | "output" | "error"; payload: Payload }) =>
    q.insertInto("run_payloads").values({ run_id: v.runId, kind: v.kind, payload: v.payload }),
  ),
  dropResults: prepare((q, v: { runId: string }) =>
    q.deleteFrom("run_payloads").where("run_id", "=", v.runId).where("kind", "in", ["output", "error"]),
  ),
})

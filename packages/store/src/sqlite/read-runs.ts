import { type RunStatus, shownSealed } from "@statewright/model"
import type { Kysely } from "kysely"
import type { RunGroup, RunRow, RunsInPage, RunSummary } from "../port/run-row.ts"
import type { PlannerParts } from "./operation.ts"
import type { Payloads } from "./payloads.ts"
import type { Tables } from "./schema.ts"

/** A run without its payloads. */
const summaryColumns = [
  "runs.id",
  "runs.workflow",
  "runs.version",
  "runs.status",
  "last.rev",
  "last.state",
  "runs.created_at as createdAt",
  "last.at as updatedAt",
  "runs.ended_at as endedAt",
  "runs.parked_reason as parkedReason",
  "runs.tenant",
  "runs.retries",
  "runs.replays",
] as const

/** Runs, each with its last transition: by a cross join, so that SQLite looks that up for each run, and never the other way. */
export const summaries = (q: Kysely<Tables>) =>
  q
    .selectFrom("runs")
    .crossJoin("transitions as last")
    .select(summaryColumns)
    .whereRef("last.run_id", "=", "runs.id")
    .where("last.rev", "=", (e) =>
      e
        .selectFrom("transitions as moves")
        .select((m) => m.fn.max<number>("moves.rev").as("rev"))
        .whereRef("moves.run_id", "=", "runs.id"),
    )

/** A run as it is known to others: why it is parked may quote what only keys open. */
export const openSummary = <Run extends Pick<RunSummary, "parkedReason">>(payloads: Payloads, run: Run): Run =>
  run.parkedReason === null
    ? run
    : { ...run, parkedReason: shownSealed(payloads.openAlike(run.parkedReason, "run.parked_reason")) }

/** Reads runs. */
export const runReader = ({ prepare, payloads }: PlannerParts) => {
  const byId = prepare("read-runs/byId", (q, v: { id: string }) => summaries(q).where("runs.id", "=", v.id))
  const payloadsOf = prepare("read-runs/payloadsOf", (q, v: { id: string }) =>
    q.selectFrom("run_payloads").select(["kind", "payload"]).where("run_id", "=", v.id),
  )
  const groups = prepare("read-runs/groups", (q, v: { status: RunStatus }) =>
    q
      .selectFrom("runs")
      .select(["workflow", "version", "parked_reason as parkedReason"])
      .distinct()
      .where("status", "=", v.status),
  )
  const inStatus = prepare(
    "read-runs/inStatus",
    (q, v: { status: RunStatus; createdAt: number; id: string; limit: number }) =>
      summaries(q)
        .where("status", "=", v.status)
        .where("created_at", ">=", v.createdAt)
        .where((e) => e.or([e("created_at", ">", v.createdAt), e("id", ">", v.id)]))
        .orderBy("created_at")
        .orderBy("id")
        .limit(v.limit),
  )

  return {
    run: (id: string): RunRow | undefined => {
      const run = byId.get({ id })
      if (run === undefined) return undefined
      const none = null as string | null // all but the input may be missing
      const texts = { input: "", contracts: none, output: none, error: none }
      for (const { kind, payload } of payloadsOf.all({ id })) {
        texts[kind] = payloads.open(payload, `run.${kind}`, id, "")
      }
      return { ...openSummary(payloads, run), ...texts }
    },

    groups: (status: RunStatus): RunGroup[] => groups.all({ status }).map((group) => openSummary(payloads, group)),
    inStatus: (status: RunStatus, { limit, after }: RunsInPage): RunSummary[] =>
      inStatus
        .all({ status, createdAt: after?.createdAt ?? 0, id: after?.id ?? "", limit })
        .map((run) => openSummary(payloads, run)),
  }
}

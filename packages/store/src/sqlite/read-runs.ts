import type { Kysely } from "kysely"
import type { RunStatus } from "@statewright/model"
import type { RunFilter, RunPage, RunRow, RunsInPage, RunSummary } from "../port/run-row.ts"
import type { PlannerParts } from "./operation.ts"
import type { Tables } from "./schema.ts"

const summaryColumns = [
  "id",
  "workflow",
  "version",
  "status",
  "rev",
  "state",
  "created_at as createdAt",
  "updated_at as updatedAt",
  "ended_at as endedAt",
  "parked_reason as parkedReason",
] as const

/** Reads runs. */
export const runReader = ({ prepare, prepareNow, payloads }: PlannerParts) => {
  const byId = prepare("read-runs/byId", (q, v: { id: string }) =>
    q.selectFrom("runs").select(summaryColumns).where("id", "=", v.id),
  )
  const payloadsOf = prepare("read-runs/payloadsOf", (q, v: { id: string }) =>
    q.selectFrom("run_payloads").select(["kind", "payload"]).where("run_id", "=", v.id),
  )
  const inStatus = prepare(
    "read-runs/inStatus",
    (q, v: { status: RunStatus; createdAt: number; id: string; limit: number }) =>
      q
        .selectFrom("runs")
        .select(summaryColumns)
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
      for (const { kind, payload } of payloadsOf.all({ id })) texts[kind] = payloads.open(payload, `run.${kind}`, id)
      return { ...run, ...texts }
    },

    runs: async (filter: RunFilter): Promise<RunPage> => {
      const page = (await prepareNow((q) => listQuery(q, filter))).all({})
      const last = page.length > filter.limit ? page[filter.limit - 1] : undefined
      const runs = page.slice(0, filter.limit)
      return last === undefined ? { runs } : { runs, next: `${last.createdAt}/${last.id}` }
    },

    inStatus: (status: RunStatus, { limit, after }: RunsInPage): RunSummary[] =>
      inStatus.all({ status, createdAt: after?.createdAt ?? 0, id: after?.id ?? "", limit }),
  }
}

/** One row more than asked for, which tells whether there is a next page. */
const listQuery = (q: Kysely<Tables>, { workflow, status, state, idPrefix, limit, cursor }: RunFilter) => {
  let query = q
    .selectFrom("runs")
    .select(summaryColumns)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
  if (workflow !== undefined) query = query.where("workflow", "=", workflow)
  if (status !== undefined) query = query.where("status", "=", status)
  if (state !== undefined) query = query.where("state", "=", state)
  // Text is compared by its bytes, and none sorts behind this character.
  if (idPrefix !== undefined) query = query.where("id", ">=", idPrefix).where("id", "<", `${idPrefix}\u{10FFFF}`)
  if (cursor === undefined) return query
  const slash = cursor.indexOf("/")
  const createdAt = Number(cursor.slice(0, slash))
  const id = cursor.slice(slash + 1)
  return query.where((e) =>
    e.or([e("created_at", "<", createdAt), e.and([e("created_at", "=", createdAt), e("id", "<", id)])]),
  )
}

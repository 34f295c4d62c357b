import type { Kysely, SelectQueryBuilder } from "kysely"
import type {
  DueReplay,
  LetterFilter,
  LetterGroup,
  LetterOfRun,
  LetterRow,
  LettersPage,
  LetterSummary,
} from "../port/letter-row.ts"
import type { PlannerParts } from "./operation.ts"
import { rowOf, waitRowOf } from "./payloads.ts"
import type { Payload, Tables } from "./schema.ts"

const summaryColumns = [
  "id",
  "run_id as runId",
  "run_at as runAt",
  "frame",
  "wait_id as waitId",
  "workflow",
  "version",
  "tenant",
  "step",
  "tag",
  "fingerprint",
  "first_failed_at as firstFailedAt",
  "last_failed_at as lastFailedAt",
  "times",
  "handled",
  "status",
  "replay_at as replayAt",
  "replay_run as replayRun",
  "request",
  "part",
] as const

const payloadColumns = [
  "run_input as runInput",
  "input",
  "error",
  "attempts",
  "replay_input as replayInput",
  "kit",
] as const

type StoredSummary = Omit<LetterSummary, "handled" | "resumable" | "isPart"> & {
  readonly handled: number
  readonly part: number
}

type StoredLetter = StoredSummary & {
  readonly runInput: Payload
  readonly input: Payload
  readonly error: Payload
  readonly attempts: Payload
  readonly replayInput: Payload | null
  readonly kit: Payload | null
}

/** Reads dead letters. */
export const letterReader = ({ prepare, prepareNow, payloads }: PlannerParts) => {
  const byId = prepare("read-letters/byId", (q, v: { id: number }) =>
    q.selectFrom("dead_letters").select(summaryColumns).select(payloadColumns).where("id", "=", v.id),
  )
  const due = prepare("read-letters/due", (q, v: { at: number; limit: number }, raw) =>
    q
      .selectFrom("dead_letters")
      .select(["id", "workflow", "replay_run as replayRun"])
      // So that the index of those is taken.
      .where("status", "=", raw<"waiting">`'waiting'`)
      .where("replay_at", "<=", v.at)
      .orderBy("replay_at")
      .orderBy("id")
      .limit(v.limit),
  )
  const ofRun = prepare("read-letters/ofRun", (q, v: { runId: string }) =>
    q
      .selectFrom("dead_letters")
      .select(["id", "frame", "wait_id as waitId"])
      .select((e) => e.case().when("kit", "is", null).then(0).else(1).end().as("kept"))
      .where("run_id", "=", v.runId)
      .where("run_at", "=", (e) => e.selectFrom("runs").select("created_at").where("id", "=", v.runId))
      .orderBy("id"),
  )
  const next = prepare("read-letters/next", (q, _, raw) =>
    q
      .selectFrom("dead_letters")
      .select((e) => e.fn.min("replay_at").as("at"))
      .where("status", "=", raw<"waiting">`'waiting'`),
  )
  const failures = prepare("read-letters/failures", (q, v: { since: number; limit: number }) =>
    q
      .selectFrom("dead_letters")
      .select("last_failed_at as at")
      .where("last_failed_at", ">=", v.since)
      .orderBy("last_failed_at", "desc")
      .limit(v.limit),
  )

  const opened = ({ part, ...row }: StoredLetter): LetterRow => {
    const { runId } = row
    const at = waitRowOf(row)
    return {
      ...row,
      handled: row.handled === 1,
      resumable: row.kit !== null,
      isPart: part === 1,
      runInput: payloads.open(row.runInput, "letter.run_input", runId, at),
      input: payloads.open(row.input, "letter.input", runId, at),
      error: payloads.open(row.error, "letter.error", runId, at),
      attempts: payloads.open(row.attempts, "letter.attempts", runId, at),
      kit: payloads.openMaybe(row.kit, "letter.kit", runId, at),
      replayInput: payloads.openMaybe(row.replayInput, "letter.replay_input", "", rowOf("letter", row.id)),
    }
  }

  return {
    list: async (page: LettersPage): Promise<LetterSummary[]> => {
      const rows = (await prepareNow((q) => pageQuery(q, page))).all({})
      return rows.map(({ kept, handled, part, ...row }) => ({
        ...row,
        handled: handled === 1,
        resumable: kept === 1,
        isPart: part === 1,
      }))
    },
    one: (id: number): LetterRow | undefined => byId.all({ id }).map(opened)[0],
    groups: async (filter: LetterFilter): Promise<LetterGroup[]> =>
      (await prepareNow((q) => groupQuery(q, filter))).all({}),
    count: async (filter: LetterFilter): Promise<number> =>
      (await prepareNow((q) => fitting(q, filter).select((e) => e.fn.countAll<number>().as("count")))).get({})?.count ??
      0,
    due: (page: { readonly at: number; readonly limit: number }): DueReplay[] => due.all(page),
    ofRun: (runId: string): LetterOfRun[] =>
      ofRun.all({ runId }).map(({ kept, ...row }) => ({ ...row, resumable: kept === 1 })),
    nextDue: (): number | undefined => next.get({})?.at ?? undefined,
    failures: (page: { readonly since: number; readonly limit: number }): number[] =>
      failures.all(page).map(({ at }) => at),
  }
}

const pageQuery = (q: Kysely<Tables>, { limit, after, order = "newest", ...filter }: LettersPage) => {
  const [direction, beyond] = order === "newest" ? (["desc", "<"] as const) : (["asc", ">"] as const)
  return fitting(q, filter)
    .select(summaryColumns)
    .select((e) => e.case().when("kit", "is", null).then(0).else(1).end().as("kept"))
    .$if(after !== undefined, (query) => query.where("id", beyond, after ?? 0))
    .orderBy("id", direction)
    .limit(limit)
}

const groupQuery = (q: Kysely<Tables>, filter: LetterFilter) =>
  fitting(q, filter)
    .select(["fingerprint", "workflow", "step", "tag"])
    .select((e) => [
      e.fn.countAll<number>().as("letters"),
      e.fn.sum<number>(e.case().when("status", "=", "dead").then(1).else(0).end()).as("dead"),
      e.fn.sum<number>("times").as("times"),
      e.fn.min("first_failed_at").as("firstFailedAt"),
      e.fn.max("last_failed_at").as("lastFailedAt"),
      e.fn.max("id").as("newest"),
    ])
    .groupBy(["fingerprint", "workflow", "step", "tag"])
    .orderBy("lastFailedAt", "desc")
    .orderBy("newest", "desc")

const fitting = (
  q: Kysely<Tables>,
  filter: LetterFilter,
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- nothing is selected yet
): SelectQueryBuilder<Tables, "dead_letters", Record<never, never>> => {
  const { ids, runId, workflow, step, tag, fingerprint, tenant, status, handled, request, replayable, resumable } =
    filter
  const { failedAfter, failedBefore } = filter
  let query = q.selectFrom("dead_letters")
  if (ids !== undefined) query = query.where("id", "in", ids.length === 0 ? [0] : ids)
  if (runId !== undefined) query = query.where("run_id", "=", runId)
  if (workflow !== undefined) query = query.where("workflow", "=", workflow)
  if (step !== undefined) query = query.where("step", "=", step)
  if (tag !== undefined) query = query.where("tag", "=", tag)
  if (fingerprint !== undefined) query = query.where("fingerprint", "=", fingerprint)
  if (tenant !== undefined) query = query.where("tenant", "=", tenant)
  if (status !== undefined) query = query.where("status", "=", status)
  if (handled !== undefined) query = query.where("handled", "=", handled ? 1 : 0)
  if (resumable !== undefined) query = query.where("kit", resumable ? "is not" : "is", null)
  if (replayable !== undefined) query = query.where("part", "=", replayable ? 0 : 1)
  if (request !== undefined) query = query.where("request", "=", request)
  if (failedAfter !== undefined) query = query.where("last_failed_at", ">=", failedAfter)
  if (failedBefore !== undefined) query = query.where("last_failed_at", "<", failedBefore)
  return query
}

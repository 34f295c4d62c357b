import type { TagValue } from "@statewright/model"
import type { ExpressionBuilder, Kysely } from "kysely"
import type { RunFilter, RunPage, RunSummary } from "../port/run-row.ts"
import type { PlannerParts } from "./operation.ts"
import { madeAt } from "./made-at.ts"
import { openSummary, summaries } from "./read-runs.ts"
import { tagReader } from "./read-tags.ts"
import type { Tables } from "./schema.ts"
import { tagText } from "./write-tags.ts"

/** Lists runs, the newest first. */
export const runLister = (parts: PlannerParts) => {
  const { payloads } = parts
  const tagsOf = tagReader(parts)
  const open = (run: RunSummary): RunSummary => openSummary(payloads, run)
  const sealed = (value: TagValue): string => payloads.sealAlike(tagText(value), "tag.value")
  return async (filter: RunFilter): Promise<RunPage> => {
    const page = (await parts.prepareNow((q) => listQuery(q, filter, sealed))).all({})
    const last = page.length > filter.limit ? page[filter.limit - 1] : undefined
    const runs = page.slice(0, filter.limit).map((run) => ({ ...open(run), tags: tagsOf(run.id) }))
    return last === undefined ? { runs } : { runs, next: `${last.createdAt}/${last.id}` }
  }
}

const listQuery = (q: Kysely<Tables>, filter: RunFilter, sealed: TagText) =>
  summaries(q)
    .where("runs.id", "in", pageQuery(q, filter, sealed))
    .orderBy("runs.created_at", "desc")
    .orderBy("runs.id", "desc")

/** A tag as it is stored. */
type TagText = (value: TagValue) => string

/** The ids of one run more than asked for, which tells whether there is a next page. Only these are looked up as a whole. */
const pageQuery = (q: Kysely<Tables>, { limit, cursor, ...filter }: RunFilter, sealed: TagText) => {
  const { workflow, status, state, idPrefix, startedAfter, startedBefore, parent, root } = filter
  const tags = Object.entries(filter.tags ?? {})
  // The index of tags has the age, too: what has the first one is walked from the newest on.
  const [first, ...others] = tags.map(([name, values]) => ({ name, values: [values].flat().map(sealed) }))
  const age = q.dynamic.ref<"runs.created_at">(first === undefined ? "runs.created_at" : "run_tags.created_at")
  const id = q.dynamic.ref<"runs.id">(first === undefined ? "runs.id" : "run_tags.run_id")
  let query = q
    .selectFrom("runs")
    .select("runs.id")
    .$if(first !== undefined, (tagged) => tagged.innerJoin("run_tags", "run_tags.run_id", "runs.id"))
    .orderBy(age, "desc")
    .orderBy(id, "desc")
    .limit(limit + 1)
  if (first !== undefined) {
    query = query.$if(true, (tagged) =>
      tagged
        .where(q.dynamic.ref("run_tags.name"), "=", first.name)
        .where(q.dynamic.ref("run_tags.value"), "in", first.values),
    )
  }
  for (const { name, values } of others) {
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom("run_tags as other")
          .select("other.name")
          .whereRef("other.run_id", "=", "runs.id")
          .where("other.name", "=", name)
          .where("other.value", "in", values),
      ),
    )
  }
  if (workflow !== undefined) query = query.where("workflow", "=", workflow)
  if (status !== undefined) query = query.where("status", "=", status)
  if (state !== undefined) query = query.where("runs.ended_at", "is", null).where((e) => restsIn(e, state))
  if (startedAfter !== undefined) query = query.where(age, ">=", startedAfter)
  if (startedBefore !== undefined) query = query.where(age, "<", startedBefore)
  // Text is compared by its bytes, and none sorts behind this character.
  if (idPrefix !== undefined) query = query.where("id", ">=", idPrefix).where("id", "<", `${idPrefix}\u{10FFFF}`)
  if (parent !== undefined) {
    query = query.where("runs.id", "in", (e) =>
      e
        .selectFrom("links")
        .select("links.run_id")
        .where("links.parent_id", "=", parent)
        .where("links.parent_at", "is", (w) => madeAt(w, parent, "parent")),
    )
  }
  if (root !== undefined) {
    query = query.where("runs.id", "in", (e) =>
      e
        .selectFrom("links")
        .select("links.run_id")
        .where("links.root_id", "=", root)
        .where("links.root_at", "is", (w) => madeAt(w, root, "root")),
    )
  }
  if (cursor === undefined) return query
  const slash = cursor.indexOf("/")
  const at = Number(cursor.slice(0, slash))
  return query.where((e) => e(e.refTuple(age, id), "<", e.tuple(at, cursor.slice(slash + 1))))
}

/** Whether a run rests in a state: as its last transition says. */
const restsIn = (e: ExpressionBuilder<Tables, "runs">, state: string) =>
  e(
    e
      .selectFrom("transitions as moves")
      .select("moves.state")
      .whereRef("moves.run_id", "=", "runs.id")
      .orderBy("moves.rev", "desc")
      .limit(1),
    "=",
    state,
  )

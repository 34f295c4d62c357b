import type { Kysely } from "kysely"
import type { BroadcastPage, EventFilter, EventPage, EventRow, EventsFor } from "../port/event-row.ts"
import type { PlannerParts } from "./operation.ts"
import type { Raw } from "./query-text.ts"
import type { Payload, Tables } from "./schema.ts"

interface StoredEvent {
  readonly seq: number
  readonly runId: string
  readonly id: string
  readonly name: string | null
  readonly payload: Payload | null
  readonly acceptedAt: number
  readonly processedRev: number | null
  readonly reached: number | null
  readonly refusal: Payload | null
}

const eventColumns = [
  "inbox.seq",
  "inbox.run_id as runId",
  "inbox.id",
  "inbox.name",
  "inbox.payload",
  "inbox.accepted_at as acceptedAt",
  "inbox.processed_rev as processedRev",
  "inbox.reached",
  "inbox.refusal",
] as const

/** Reads events. */
export const eventReader = ({ prepare, prepareNow, payloads }: PlannerParts) => {
  const bySeq = prepare("read-events/bySeq", (q, v: { seq: number }) =>
    q.selectFrom("inbox").select(eventColumns).where("seq", "=", v.seq),
  )
  const byId = prepare("read-events/byId", (q, v: { runId: string; id: string }) =>
    q.selectFrom("inbox").select(eventColumns).where("run_id", "=", v.runId).where("id", "=", v.id),
  )
  const addressed = prepare("read-events/addressed", (q, v: EventsFor & { after: number }, raw) =>
    q
      .selectFrom("inbox")
      .select(eventColumns)
      .where("run_id", "=", v.runId)
      .where("processed_rev", "is", null)
      .where("kind", "=", raw<"event">`'event'`)
      .where("name", "=", v.name)
      .where("seq", ">", v.after)
      .orderBy("seq")
      .limit(v.limit),
  )
  const untaken = prepare("read-events/untaken", (q, v: EventsFor & { after: number }, raw) =>
    q
      .selectFrom("inbox")
      .select(eventColumns)
      .where("run_id", "=", raw<string>`''`)
      .where("name", "=", v.name)
      .where("seq", ">", v.after)
      .where((e) => e.or([e("accepted_at", ">=", v.since), e("processed_rev", "is", null)]))
      .where("refusal", "is", null)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom("received")
              .select("received.seq")
              .where("received.run_id", "=", v.runId)
              .whereRef("received.seq", "=", "inbox.seq"),
          ),
        ),
      )
      .orderBy("seq")
      .limit(v.limit),
  )
  const broadcasts = prepare("read-events/broadcasts", (q, v: BroadcastPage, raw) =>
    q
      .selectFrom("inbox")
      .select(eventColumns)
      .where("run_id", "=", raw<string>`''`)
      .where("name", "=", v.name)
      .where("seq", ">", v.after)
      .where((e) => e.or([e("accepted_at", ">=", v.since), e("processed_rev", "is", null)]))
      .where("refusal", "is", null)
      .orderBy("seq")
      .limit(v.limit),
  )
  const taken = prepare("read-events/taken", (q, v: { runId: string; seq: number }) =>
    q.selectFrom("received").select("seq").where("run_id", "=", v.runId).where("seq", "=", v.seq),
  )

  const lastAccepted = prepare("read-events/lastAccepted", (q) =>
    q.selectFrom("inbox").select((e) => e.fn.max<number | null>("seq").as("seq")),
  )
  const lastTaken = prepare("read-events/lastTaken", (q, v: { runId: string }) =>
    q
      .selectFrom("received")
      .select((e) => e.fn.max<number | null>("seq").as("seq"))
      .where("run_id", "=", v.runId),
  )

  const open = ({ processedRev, name, payload, refusal, ...row }: StoredEvent): EventRow => ({
    ...row,
    name: name ?? "",
    payload: payload === null ? "" : payloads.open(payload, "inbox.payload", row.runId, row.id),
    settled: processedRev !== null,
    refusal: payloads.openMaybe(refusal, "inbox.refusal", row.runId, row.id),
  })

  return {
    one: (seq: number): EventRow | undefined => bySeq.all({ seq }).map(open)[0],
    byId: (runId: string, id: string): EventRow | undefined => byId.all({ runId, id }).map(open)[0],
    /** Those to the run itself, and those to all that it has not taken. */
    forRun: (page: EventsFor): EventRow[] => {
      const from = { after: 0, ...page }
      const own = page.toAll === true ? [] : addressed.all(from)
      const others = page.toAll === false ? [] : untaken.all(from)
      const found = [...own, ...others].map(open)
      return found.toSorted((one, other) => one.seq - other.seq).slice(0, page.limit)
    },
    broadcasts: (page: BroadcastPage): EventRow[] => broadcasts.all(page).map(open),
    lastAccepted: (): number => lastAccepted.get({})?.seq ?? 0,
    lastTaken: (runId: string): number => lastTaken.get({ runId })?.seq ?? 0,
    isTaken: (runId: string, seq: number): boolean => taken.get({ runId, seq }) !== undefined,
    list: async (filter: EventFilter): Promise<EventPage> => {
      const page = (await prepareNow((q, _, raw) => listQuery(q, filter, raw))).all({})
      const last = page.length > filter.limit ? page[filter.limit - 1] : undefined
      const events = page.slice(0, filter.limit).map(open)
      return last === undefined ? { events } : { events, next: last.seq }
    },
  }
}

/** One row more than asked for, which tells whether there is a next page. */
const listQuery = (q: Kysely<Tables>, { name, to, limit, cursor }: EventFilter, raw: Raw) => {
  let query = q
    .selectFrom("inbox")
    .select(eventColumns)
    .where("kind", "=", raw<"event">`'event'`)
    .orderBy("seq", "desc")
    .limit(limit + 1)
  if (name !== undefined) query = query.where("name", "=", name)
  if (to !== undefined) query = query.where("run_id", "=", to)
  return cursor === undefined ? query : query.where("seq", "<", cursor)
}

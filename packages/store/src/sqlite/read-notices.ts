import type { Kysely } from "kysely"
import type { NoticeRow, NoticesPage } from "../port/notice-row.ts"
import type { PlannerParts } from "./operation.ts"
import type { Payload, Tables } from "./schema.ts"
import { noticeRowOf } from "./write-notices.ts"

type StoredNotice = Omit<NoticeRow, "facts"> & { readonly facts: Payload }

const noticeColumns = [
  "seq",
  "at",
  "kind",
  "subject",
  "run_id as runId",
  "facts",
  "deliver_at as deliverAt",
  "tries",
] as const

/** Reads notices. */
export const noticeReader = ({ prepare, prepareNow, payloads }: PlannerParts) => {
  const due = prepare("read-notices/due", (q, v: { at: number; limit: number }) =>
    q
      .selectFrom("notices")
      .select(noticeColumns)
      .where("deliver_at", "<=", v.at)
      .orderBy("deliver_at")
      .orderBy("seq")
      .limit(v.limit),
  )
  const nearest = prepare("read-notices/nearest", (q) =>
    q
      .selectFrom("notices")
      .select((e) => e.fn.min<number | null>("deliver_at").as("at"))
      .where("deliver_at", "is not", null),
  )
  const last = prepare("read-notices/last", (q) =>
    q.selectFrom("notices").select((e) => e.fn.max<number | null>("seq").as("seq")),
  )
  const behind = prepare("read-notices/behind", (q, v: { seq: number; limit: number }) =>
    q.selectFrom("notices").select(noticeColumns).where("seq", ">", v.seq).orderBy("seq").limit(v.limit),
  )
  const open = ({ facts, ...row }: StoredNotice): NoticeRow => ({
    ...row,
    facts: payloads.open(facts, "notice.facts", row.runId ?? "", noticeRowOf(row)),
  })

  return {
    list: async (page: NoticesPage): Promise<NoticeRow[]> =>
      (await prepareNow((q) => listQuery(q, page))).all({}).map(open),
    due: (page: { readonly at: number; readonly limit: number }): NoticeRow[] => due.all(page).map(open),
    nearest: (): number | undefined => nearest.get({})?.at ?? undefined,
    last: (): number => last.get({})?.seq ?? 0,
    behind: (page: { readonly seq: number; readonly limit: number }): NoticeRow[] => behind.all(page).map(open),
  }
}

const listQuery = (q: Kysely<Tables>, { kind, subject, runId, limit, below }: NoticesPage) => {
  let query = q.selectFrom("notices").select(noticeColumns).orderBy("seq", "desc").limit(limit)
  if (kind !== undefined) query = query.where("kind", "=", kind)
  if (subject !== undefined) query = query.where("subject", "=", subject)
  if (runId !== undefined) query = query.where("run_id", "=", runId)
  return below === undefined ? query : query.where("seq", "<", below)
}

import type { NoticeRow, Store } from "@statewright/store"
import { checkOptions, type OptionKind, type OptionKinds, text, wholeNumber } from "@statewright/workflow"
import type { NoticeFilter, NoticeInfo, ReadNotices } from "../client/notice-info.ts"
import { shownStored } from "../history/read-stored.ts"

const cursor: OptionKind = {
  is: "the `next` of the page before",
  holds: (value) => typeof value === "string" && /^\d{1,15}$/.test(value),
}

const filterKinds: OptionKinds<NoticeFilter> = {
  kind: text(),
  subject: text(),
  runId: text(),
  limit: wholeNumber(1, 10_000),
  cursor,
}

/** Reads notices from a store. */
export const readNotices = (store: Store): ReadNotices => ({
  list: async (filter = {}) => {
    checkOptions("notices.list", filter, filterKinds)
    const { kind, subject, runId, limit = 50, cursor: from } = filter
    // One more than asked for tells whether there is a next page.
    const rows = await store.notices({
      limit: limit + 1,
      ...(kind !== undefined && { kind }),
      ...(subject !== undefined && { subject }),
      ...(runId !== undefined && { runId }),
      ...(from !== undefined && { below: Number(from) }),
    })
    const notices = rows.slice(0, limit).map(noticeInfo)
    const last = notices.at(-1)
    return { notices, ...(rows.length > limit && last !== undefined && { next: String(last.number) }) }
  },
})

export const noticeInfo = ({ seq, at, kind, subject, runId, facts, deliverAt, tries }: NoticeRow): NoticeInfo => ({
  number: seq,
  at,
  kind,
  subject,
  ...(runId !== null && { runId }),
  facts: shownStored(facts, `the facts of notice ${seq}`),
  ...(tries > 0 && { tries }),
  ...(deliverAt !== null && { deliverAt }),
})

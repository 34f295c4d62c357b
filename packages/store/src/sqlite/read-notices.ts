import type { NoticeRow, NoticesPage } from "../port/notice-row.ts"
import type { PlannerParts } from "./operation.ts"

/** Reads notices. */
export const noticeReader = (_parts: PlannerParts) => ({
  list: (_page: NoticesPage): NoticeRow[] => [],
  due: (_page: { readonly at: number; readonly limit: number }): NoticeRow[] => [],
})

import { anything, flag, oneOf, type OptionKind, type OptionKinds, text, wholeNumber } from "@statewright/workflow"
import type { BulkOptions, LetterListQuery, LetterQuery, ReplayOptions } from "../client/letter-info.ts"

/** The last moment that a `Date` knows. */
const moment = wholeNumber(-8.64e15, 8.64e15)

/** What can be said of letters. */
export const queryKinds: OptionKinds<LetterQuery> = {
  runId: text(),
  workflow: text(),
  step: text(),
  tag: text(),
  fingerprint: text(),
  tenant: text(),
  handled: flag,
  resumable: flag,
  replayable: flag,
  failedAfter: moment,
  failedBefore: moment,
}

const cursor: OptionKind = {
  is: "the `next` of the page before",
  holds: (value) => typeof value === "string" && /^[1-9]\d{0,15}$/.test(value),
}

/** What `letters.list` may be asked. */
export const listKinds: OptionKinds<LetterListQuery> = {
  ...queryKinds,
  status: oneOf("dead", "waiting", "replaying"),
  limit: wholeNumber(1, 10_000),
  cursor,
}

/** What several letters at once may be asked with. */
export const bulkKinds: OptionKinds<BulkOptions> = { cap: wholeNumber(1, 10_000) }

/** The same of replays; a duration has an error of its own. */
export const replayKinds: OptionKinds<ReplayOptions> = { ...bulkKinds, input: anything, stagger: anything }

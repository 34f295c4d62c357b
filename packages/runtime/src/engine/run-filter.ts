import type { RunFilter } from "@statewright/store"
import { oneOf, type OptionKind, type OptionKinds, text, wholeNumber } from "@statewright/workflow"

const cursor: OptionKind = {
  is: "the `next` of the page before",
  holds: (value) => typeof value === "string" && /^\d+\/./.test(value),
}

const isTagValue = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)

const tags: OptionKind = {
  is: 'names with a text, number or boolean each, or a list of them: { tenant: "acme" }',
  holds: (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((each: unknown) => (Array.isArray(each) ? each.every(isTagValue) : isTagValue(each))),
}

/** The last moment that a `Date` knows. */
const moment = wholeNumber(-8.64e15, 8.64e15)

/** What `runs.list` may be asked. */
export const runFilterKinds: OptionKinds<RunFilter> = {
  workflow: text(),
  status: oneOf("queued", "running", "parked", "completed", "failed", "cancelled"),
  state: text(),
  tags,
  startedAfter: moment,
  startedBefore: moment,
  idPrefix: text(),
  parent: text(),
  root: text(),
  limit: wholeNumber(1, 10_000),
  cursor,
}

import { broadcast, type EventRow, type Store } from "@statewright/store"
import { checkOptions, type OptionKind, type OptionKinds, text, wholeNumber } from "@statewright/workflow"
import type { EventInfo, EventListFilter, ReadEvents } from "../client/event-info.ts"
import { isLookedAt } from "../events/answers.ts"
import { eventIdOf } from "../events/event-id.ts"
import { isDamage, shownStored } from "../history/read-stored.ts"
import { readRefusal, type Refusal } from "../events/refusal.ts"

const cursor: OptionKind = {
  is: "the `next` of the page before",
  holds: (value) => typeof value === "string" && /^\d+$/.test(value),
}

const filterKinds: OptionKinds<EventListFilter> = {
  name: text(),
  to: text(),
  limit: wholeNumber(1, 10_000),
  cursor,
}

/** Reads events from a store. */
export const readEvents = (store: Store): ReadEvents => ({
  list: async (filter = {}) => {
    checkOptions("events.list", filter, filterKinds)
    const { limit = 50, cursor: from, ...which } = filter
    const { events, next } = await store.events({
      ...which,
      limit,
      ...(from !== undefined && { cursor: Number(from) }),
    })
    return { events: events.map(eventInfo), ...(next !== undefined && { next: String(next) }) }
  },
})

const eventInfo = (row: EventRow): EventInfo => ({
  id: eventIdOf(row.id),
  name: row.name,
  ...(row.runId !== broadcast && { to: row.runId }),
  payload: shownStored(row.payload, `the payload of event ${eventIdOf(row.id)}`),
  sentAt: row.acceptedAt,
  status: statusOf(row),
  reached: row.reached ?? 0,
  ...(row.refusal !== null && { refusal: refusalShown(row.refusal) }),
})

const statusOf = (row: EventRow): EventInfo["status"] => {
  if (row.refusal !== null) return "refused"
  if (!isLookedAt(row)) return "stored"
  if (row.runId === broadcast || !row.settled) return "kept"
  return row.reached === 0 ? "unused" : "received"
}

/** A damaged one hides no other. */
const refusalShown = (text: string): string => {
  try {
    return refusalWords(readRefusal(text))
  } catch (error) {
    if (isDamage(error)) return error.message
    throw error
  }
}

const refusalWords = (refusal: Refusal): string => {
  switch (refusal.kind) {
    case "misfit":
      return refusal.why
    case "slow":
      return "a schema did not answer in time"
    case "ended":
      return `the run was ${refusal.status}`
    case "no-run":
      return "there is no such run"
  }
}

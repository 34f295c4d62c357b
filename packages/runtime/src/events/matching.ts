import type { OpenWait } from "@statewright/model"
import type { EventSite } from "../machine/event-site.ts"
import { keyOfEvent, keyOfWait } from "./match-key.ts"

/** Whether an event is what a wait is for; what its predicate threw, which is no match. */
export interface Match {
  readonly matches: boolean
  readonly trouble?: unknown
}

/**
 * Whether an event, as the site's schema makes it, is what a wait at this site is for.
 *
 * @example
 * const { matches } = matchOf(program.events.approval, { keys: ["o1"] }, { orderId: "o1" })
 */
export const matchOf = (
  site: EventSite,
  wait: Pick<OpenWait, "keys" | "unmatchable" | "given">,
  event: unknown,
): Match => {
  const key = keyOfWait(wait)
  if (key === undefined || key !== keyOfEvent(site, event)) return { matches: false }
  return whereHolds(site, event, wait.given)
}

/** What the site's predicate says of an event whose keys match. */
export const whereHolds = ({ where }: EventSite, event: unknown, given: unknown): Match => {
  if (where === undefined) return { matches: true }
  try {
    return { matches: where(event, given) }
  } catch (error) {
    return { matches: false, trouble: error }
  }
}

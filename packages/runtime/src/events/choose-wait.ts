import { decodeValue, encodeError } from "@statewright/model"
import type { NewWait, WaitTrouble } from "@statewright/store"
import { isSlowSchema } from "../error/schema-timed-out.ts"
import type { EventSite } from "../machine/event-site.ts"
import type { IncomingEvent } from "./incoming-event.ts"
import type { KnownSites } from "./known-sites.ts"
import { keyOfEvent } from "./match-key.ts"
import { type Match, whereHolds } from "./matching.ts"

/** A wait that takes an event, and what it is given. */
export interface Choice {
  readonly wait: NewWait
  /** The payload as its schema makes it, encoded. */
  readonly text: string
}

/** The first of some waits of a run, the oldest before, that an event is for. What predicates throw goes into `troubles`. */
export const chooseWait = async (
  sites: KnownSites,
  event: IncomingEvent,
  { runId, waits }: { readonly runId: string; readonly waits: Iterable<NewWait> },
  troubles: WaitTrouble[],
): Promise<Choice | undefined> => {
  for (const wait of waits) {
    if (wait.name !== event.row.name || wait.key === null || cameBefore(event, wait)) continue
    const site = sites.at(wait.site)
    if (site === undefined) continue
    const reading = await event.read(site)
    if (!reading.fits && isSlowSchema(reading.error)) {
      troubles.push({ runId, frame: wait.frame, waitId: wait.waitId, trouble: encodeError(reading.error) })
    }
    if (!reading.fits || keyOfEvent(site, reading.value) !== wait.key) continue
    const { matches, trouble } = asked(site, reading.value, wait)
    if (trouble !== undefined) {
      troubles.push({ runId, frame: wait.frame, waitId: wait.waitId, trouble: encodeError(trouble) })
    }
    if (matches) return { wait, text: reading.text }
  }
  return undefined
}

const cameBefore = ({ row }: IncomingEvent, { after }: NewWait): boolean => after !== null && row.seq <= after

/** What cannot be read of one wait is no reason not to ask the others. */
const asked = (site: EventSite, event: unknown, { given }: NewWait): Match => {
  try {
    return whereHolds(site, event, given === null ? undefined : decodeValue(given))
  } catch (error) {
    return { matches: false, trouble: error }
  }
}

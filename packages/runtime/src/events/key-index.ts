import type { EventRow, Store } from "@statewright/store"
import type { EventSite } from "../machine/event-site.ts"
import { unknowns } from "../boundary/not-yet.ts"
import type { Reader } from "../boundary/reader.ts"
import { incomingEvent } from "./incoming-event.ts"
import { keyOfEvent } from "./match-key.ts"

/** Finds the events that were sent to all by their keys, as the schemas of places make them. */
export interface KeyIndex {
  /** The numbers of those with this key, in the order of acceptance; some may be gone since. */
  readonly find: (
    place: { readonly name: string; readonly site: EventSite },
    key: string,
    since: number,
  ) => Promise<readonly number[]>
}

interface SiteIndex {
  upTo: number
  /** For what was read and is not counted yet. */
  read: Reader
  readonly byKey: Map<string, Held[]>
}

type Held = Pick<EventRow, "seq" | "acceptedAt" | "settled">

/** So many events are read at once. */
const page = 500

/** So many events are held in all, each by its number and key; beyond that the oldest place is read anew when it is asked. */
const mostHeld = 200_000

/**
 * An index in memory over rows: it reads each event once for each place, the first time that somebody asks there, and only
 * what has come since the next time. Nothing depends on it but time. Rejects with `NotYet`.
 */
export const keyIndex = (
  store: Pick<Store, "broadcasts" | "event">,
  newReader: () => Reader,
  most = mostHeld,
): KeyIndex => {
  const indexes = new Map<EventSite, SiteIndex>()
  let held = 0
  let sweepAt = most

  /** Forgets what nobody may take any more. */
  const sweep = async (since: number): Promise<void> => {
    for (const { byKey } of indexes.values()) {
      for (const [key, events] of byKey) {
        const left: Held[] = []
        for (const event of events) {
          const isOld = event.acceptedAt < since
          if (!isOld || !(event.settled || (await store.event(event.seq))?.settled !== false)) left.push(event)
        }
        held -= events.length - left.length
        if (left.length > 0) byKey.set(key, left)
        else byKey.delete(key)
      }
    }
    sweepAt = Math.max(most, held * 2)
  }

  const makeRoom = async (besides: EventSite, since: number): Promise<void> => {
    if (held > sweepAt) await sweep(since)
    for (const [site, { byKey }] of indexes) {
      if (held <= most) return
      if (site === besides) continue
      for (const events of byKey.values()) held -= events.length
      indexes.delete(site)
    }
  }

  const readOn = async (name: string, site: EventSite, index: SiteIndex, since: number): Promise<void> => {
    while (true) {
      const rows = await store.broadcasts({ name, since, after: index.upTo, limit: page })
      const slow = unknowns()
      for (const row of rows) {
        const reading = await slow.of(() => incomingEvent(row, index.read).read(site))
        if (slow.count() > 0 || reading === undefined) continue
        index.upTo = row.seq
        const key = reading.fits ? keyOfEvent(site, reading.value) : undefined
        if (key === undefined) continue
        held += 1
        const { seq, acceptedAt, settled } = row
        const events = index.byKey.get(key)
        if (events === undefined) index.byKey.set(key, [{ seq, acceptedAt, settled }])
        else events.push({ seq, acceptedAt, settled })
      }
      slow.require()
      index.read = newReader()
      if (rows.length < page) return
    }
  }

  return {
    find: async ({ name, site }, key, since) => {
      const index: SiteIndex = indexes.get(site) ?? { upTo: 0, read: newReader(), byKey: new Map() }
      indexes.set(site, index)
      await readOn(name, site, index, since)
      await makeRoom(site, since)
      return index.byKey.get(key)?.map((event) => event.seq) ?? []
    },
  }
}

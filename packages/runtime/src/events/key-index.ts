import type { Store } from "@statewright/store"
import type { EventSite } from "../machine/event-site.ts"
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
  readonly byKey: Map<string, number[]>
}

/** So many events are read at once. */
const page = 500

/** So many events are held in all, each by its number and key; beyond that the oldest place is read anew when it is asked. */
const most = 200_000

/**
 * An index in memory over rows: it reads each event once for each place, the first time that somebody asks there, and only
 * what has come since the next time. Nothing depends on it but time.
 */
export const keyIndex = (store: Pick<Store, "broadcasts">): KeyIndex => {
  const indexes = new Map<EventSite, SiteIndex>()
  let held = 0

  const makeRoom = (besides: EventSite): void => {
    for (const [site, { byKey }] of indexes) {
      if (held <= most) return
      if (site === besides) continue
      for (const seqs of byKey.values()) held -= seqs.length
      indexes.delete(site)
    }
  }

  const readOn = async (name: string, site: EventSite, index: SiteIndex, since: number): Promise<void> => {
    while (true) {
      const rows = await store.broadcasts({ name, since, after: index.upTo, limit: page })
      for (const row of rows) {
        const reading = await incomingEvent(row).read(site)
        index.upTo = row.seq
        const key = reading.fits ? keyOfEvent(site, reading.value) : undefined
        if (key === undefined) continue
        held += 1
        const seqs = index.byKey.get(key)
        if (seqs === undefined) index.byKey.set(key, [row.seq])
        else seqs.push(row.seq)
      }
      if (rows.length < page) return
    }
  }

  return {
    find: async ({ name, site }, key, since) => {
      const index = indexes.get(site) ?? { upTo: 0, byKey: new Map() }
      indexes.set(site, index)
      await readOn(name, site, index, since)
      makeRoom(site)
      return index.byKey.get(key) ?? []
    },
  }
}

import { broadcast, type EventRow, type NewWait, type Store } from "@statewright/store"
import type { EventSite } from "../machine/event-site.ts"
import { type KeyIndex, keyIndex } from "./key-index.ts"
import type { KnownSites } from "./known-sites.ts"

/** The events that were accepted and that a run may take. */
export interface HeldEvents {
  /** Those of one name that its waits may be for, in the order of acceptance. */
  readonly forWaits: (asking: Asking) => AsyncGenerator<EventRow>
  /** A run has ended, or rests: another one may get its id. */
  readonly forget: (runId: string) => void
}

/** What a run asks. */
export interface Asking {
  readonly runId: string
  readonly name: string
  /** Its open waits for that name. */
  readonly waits: readonly NewWait[]
  /** Those that it takes in what is not stored yet; a set of its own for each frame in memory. */
  readonly taking: ReadonlySet<number>
  /** Older ones that were sent to all are gone. */
  readonly since: number
}

interface HeldOptions {
  readonly store: Store
  readonly sites: KnownSites
}

/** So many events are read at once. */
const page = 100

/** For so many runs it is known up to which event they have taken all. */
const mostRuns = 10_000

/** Looks for events by key where all waits of a run have one, and else through what the run has not taken. */
export const heldEvents = ({ store, sites }: HeldOptions): HeldEvents => {
  const index = keyIndex(store)
  const takenUpTo = new Map<string, Map<string, number>>()
  const takingUpTo = new WeakMap<ReadonlySet<number>, Map<string, number>>()

  const hasTakenUpTo = (runId: string, name: string, seq: number): void => {
    const names = takenUpTo.get(runId) ?? new Map<string, number>()
    takenUpTo.delete(runId)
    takenUpTo.set(runId, names.set(name, seq))
    for (const oldest of takenUpTo.keys()) {
      if (takenUpTo.size <= mostRuns) return
      takenUpTo.delete(oldest)
    }
  }

  /** All that the run has not taken, from where it has taken all before on: in what is stored, and in what is to be. */
  async function* untaken({ runId, name, taking, since }: Asking): AsyncGenerator<EventRow> {
    const begun = takingUpTo.get(taking) ?? new Map<string, number>()
    takingUpTo.set(taking, begun)
    let after = Math.max(takenUpTo.get(runId)?.get(name) ?? 0, begun.get(name) ?? 0)
    const isFirst = { stored: !begun.has(name), taken: true }
    while (true) {
      const rows = await store.eventsFor({ runId, name, since, after, limit: page, toAll: true })
      for (const row of rows) {
        if (isFirst.stored) hasTakenUpTo(runId, name, row.seq - 1)
        isFirst.stored = false
        after = row.seq
        if (!taking.has(row.seq)) {
          isFirst.taken = false
          yield row
        } else if (isFirst.taken) begun.set(name, row.seq)
      }
      // All that was there before the last that it took is taken.
      if (isFirst.stored) hasTakenUpTo(runId, name, await store.lastReceived(runId))
      if (rows.length < page) return
    }
  }

  return {
    forget: (runId) => void takenUpTo.delete(runId),
    async *forWaits(asking) {
      const { runId, name, waits, since } = asking
      const own = await store.eventsFor({ runId, name, since, limit: mostOwn, toAll: false })
      const keyed = keyedPlaces(sites, waits)
      const others = keyed === undefined ? untaken(asking) : byKey({ store, index }, asking, keyed)
      yield* merged(own, others)
    },
  }
}

/** An inbox holds no more. */
const mostOwn = 1_000_000

interface KeyedPlace {
  readonly site: EventSite
  readonly key: string
}

/** What the waits compare with; `undefined` where one of them compares with nothing. */
const keyedPlaces = (sites: KnownSites, waits: readonly NewWait[]): readonly KeyedPlace[] | undefined => {
  const places: KeyedPlace[] = []
  for (const wait of waits) {
    const site = sites.at(wait.site)
    if (site === undefined || wait.key === null) continue
    if (site.paths === undefined) return undefined
    places.push({ site, key: wait.key })
  }
  return places
}

async function* byKey(
  { store, index }: { readonly store: Store; readonly index: KeyIndex },
  { runId, name, since }: Asking,
  places: readonly KeyedPlace[],
): AsyncGenerator<EventRow> {
  const found = new Set<number>()
  for (const { site, key } of places) {
    for (const seq of await index.find({ name, site }, key, since)) found.add(seq)
  }
  for (const seq of [...found].toSorted((one, other) => one - other)) {
    if (await store.hasReceived(runId, seq)) continue
    const row = await store.event(seq)
    const isGone = row === undefined || row.refusal !== null || (row.settled && row.acceptedAt < since)
    if (!isGone && row.runId === broadcast) yield row
  }
}

async function* merged(own: readonly EventRow[], others: AsyncGenerator<EventRow>): AsyncGenerator<EventRow> {
  let at = 0
  for await (const other of others) {
    for (let first = own[at]; first !== undefined && first.seq < other.seq; first = own[at]) {
      at += 1
      yield first
    }
    yield other
  }
  yield* own.slice(at)
}

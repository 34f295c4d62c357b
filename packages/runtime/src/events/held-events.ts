import { broadcast, type EventRow, type EventsFor, type NewWait, type Store } from "@statewright/store"
import type { Reader } from "../boundary/reader.ts"
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
  readonly newReader: () => Reader
}

/** So many events are read at first, and then at once. */
const firstPage = 8
const largestPage = 100

/** For so many runs it is known up to which event they have taken all. */
const mostRuns = 10_000

/** Looks for events by key where all waits of a run have one, and else through what the run has not taken. */
export const heldEvents = ({ store, sites, newReader }: HeldOptions): HeldEvents => {
  const index = keyIndex(store, newReader)
  const takenUpTo = new Map<string, Map<string, number>>()
  const takingUpTo = new WeakMap<ReadonlySet<number>, Begun>()

  const hasTakenUpTo = (runId: string, name: string, seq: number): void => {
    const names = takenUpTo.get(runId) ?? new Map<string, number>()
    takenUpTo.delete(runId)
    takenUpTo.set(runId, names.set(name, seq))
    for (const oldest of takenUpTo.keys()) {
      if (takenUpTo.size <= mostRuns) return
      takenUpTo.delete(oldest)
    }
  }

  /** Up to which event a run takes all in what is not stored yet, by their name. */
  const begunBy = (taking: ReadonlySet<number>): Begun => {
    const begun = takingUpTo.get(taking) ?? { own: new Map(), toAll: new Map() }
    takingUpTo.set(taking, begun)
    return begun
  }

  const own = (asking: Asking): AsyncGenerator<EventRow> => {
    const { runId, name, since, taking } = asking
    const begun = begunBy(taking).own
    const after = begun.get(name) ?? 0
    const from = afterOf(asking)
    const rows = paged(Math.max(after, from), (page) => store.eventsFor({ runId, name, since, ...page, toAll: false }))
    return besidesTaken(rows, asking, from > after ? undefined : begun)
  }

  /** All that the run has not taken, from where it has taken all before on: in what is stored, and in what is to be. */
  async function* untaken(asking: Asking): AsyncGenerator<EventRow> {
    const { runId, name, since, taking } = asking
    const begun = begunBy(taking).toAll
    const after = Math.max(takenUpTo.get(runId)?.get(name) ?? 0, begun.get(name) ?? 0)
    const from = afterOf(asking)
    // Where fresh waits alone look, nothing is learned of what came before.
    const isWhole = from <= after
    let isFirst = isWhole && !begun.has(name)
    const rows = paged(Math.max(after, from), async (page) => {
      const found = await store.eventsFor({ runId, name, since, ...page, toAll: true })
      const [first] = found
      if (isFirst && first !== undefined) hasTakenUpTo(runId, name, first.seq - 1)
      isFirst &&= first === undefined
      return found
    })
    yield* besidesTaken(rows, asking, isWhole ? begun : undefined)
    // All that was there before the last that it took is taken.
    if (isFirst) hasTakenUpTo(runId, name, await store.lastReceived(runId))
  }

  return {
    forget: (runId) => void takenUpTo.delete(runId),
    async *forWaits(asking) {
      const keyed = keyedPlaces(sites, asking.waits)
      const others = keyed === undefined ? untaken(asking) : byKey({ store, index }, asking, keyed)
      yield* merged(own(asking), others)
    },
  }
}

/** Nothing up to this event is taken, since all waits that can match began after it. */
const afterOf = ({ waits }: Pick<Asking, "waits">): number =>
  Math.min(...waits.flatMap(({ key, after }) => (key === null ? [] : [after ?? 0])))

interface Begun {
  readonly own: Map<string, number>
  readonly toAll: Map<string, number>
}

type Page = Required<Pick<EventsFor, "after" | "limit">>

/** Few at first: mostly the first is taken. */
async function* paged(from: number, read: (page: Page) => Promise<readonly EventRow[]>): AsyncGenerator<EventRow> {
  let after = from
  for (let limit = firstPage; ; limit = largestPage) {
    const rows = await read({ after, limit })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < limit) return
    after = last.seq
  }
}

/** Those that the run does not take already; notes up to where it takes all. */
async function* besidesTaken(
  rows: AsyncGenerator<EventRow>,
  { name, taking }: Asking,
  begun: Map<string, number> | undefined,
): AsyncGenerator<EventRow> {
  let isFirst = true
  for await (const row of rows) {
    if (!taking.has(row.seq)) {
      isFirst = false
      yield row
    } else if (isFirst) begun?.set(name, row.seq)
  }
}

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
  { runId, name, waits, since }: Asking,
  places: readonly KeyedPlace[],
): AsyncGenerator<EventRow> {
  const found = new Set<number>()
  const after = afterOf({ waits })
  for (const { site, key } of places) {
    for (const seq of await index.find({ name, site }, key, since)) if (seq > after) found.add(seq)
  }
  for (const seq of [...found].toSorted((one, other) => one - other)) {
    if (await store.hasReceived(runId, seq)) continue
    const row = await store.event(seq)
    const isGone = row === undefined || row.refusal !== null || (row.settled && row.acceptedAt < since)
    if (!isGone && row.runId === broadcast) yield row
  }
}

/** Both in the order of acceptance. */
async function* merged(own: AsyncGenerator<EventRow>, others: AsyncGenerator<EventRow>): AsyncGenerator<EventRow> {
  let first = await own.next()
  for await (const other of others) {
    for (; !first.done && first.value.seq < other.seq; first = await own.next()) yield first.value
    yield other
  }
  for (; !first.done; first = await own.next()) yield first.value
}

import { encodeValue } from "@statewright/model"
import type { CacheEntryRow, CacheSelection, FlightRow, NewNotice, Store } from "@statewright/store"
import type { CacheStore } from "./cache-store.ts"
import { type Flights, makeFlights } from "./flights.ts"
import { type Invalidations, makeInvalidations } from "./invalidations.ts"

/** The one that is part of the engine's database. */
export const sqliteCache = "sqlite"

/** The one that the leader has in memory. */
export const memoryName = "memory"

/** An answer that is to be kept. */
export interface CachePut {
  readonly store: string
  readonly entry: CacheEntryRow
  /** How many invalidations there had been when its step began. */
  readonly since: number
}

/** Where answers are looked for and kept, and who is at work for whom, in one leadership. */
export interface Caching {
  readonly flights: Flights
  readonly invalidations: Invalidations
  /** The keys whose answers are being renewed; each ends once that has come to something. */
  readonly renewals: Map<string, Promise<void>>
  /** Never rejects: what cannot be asked has nothing. */
  readonly find: (store: string, key: string) => Promise<CacheEntryRow | undefined>
  /** Keeps an answer in a store beside the database, unless it was invalidated since. */
  readonly put: (put: CachePut) => void
  /** A store could not be asked. */
  readonly failed: (store: string, error: unknown) => void
  /** A function of the author's that says what of a step is kept, and how, throws or answers what it must not. */
  readonly broken: (step: string, what: string, error: unknown) => void
  /** Removes answers from all stores beside the database, and says how many. Rejects if one cannot be asked. */
  readonly invalidate: (selection: CacheSelection) => Promise<number>
}

/** What caching is made of. */
export interface CachingParts {
  readonly store: Pick<Store, "cacheEntry">
  /** Those beside the database, by name. */
  readonly stores: Readonly<Record<string, CacheStore>>
  /** What the last leader left. */
  readonly flights: readonly FlightRow[]
  /** Whatever takes longer than a store may take. */
  readonly inTime: <Value>(asked: Promise<Value>) => Promise<Value>
  /** A store could not be asked. */
  readonly failed: (store: string, error: unknown) => void
  /** Tells an operator, once for each. */
  readonly notice: (notice: NewNotice) => void
}

/** Makes the caching of one leadership. */
export const makeCaching = ({ store, stores, flights: rows, inTime, failed, notice }: CachingParts): Caching => {
  const invalidations = makeInvalidations()
  const told = new Set<string>()
  /** What a store is asked to change, one after the other. */
  const queues = new Map<string, Promise<unknown>>()

  const change = <Value>(name: string, act: (asked: CacheStore) => Promise<Value>): Promise<Value | undefined> => {
    const asked = stores[name]
    if (asked === undefined) return Promise.resolve(undefined)
    const done = (queues.get(name) ?? Promise.resolve()).then(() => inTime(act(asked)))
    queues.set(
      name,
      done.catch(() => {}),
    )
    return done
  }

  return {
    failed,
    broken: (step, what, error) => {
      if (told.has(`${step} ${what}`)) return
      told.add(`${step} ${what}`)
      // What the error says may quote values.
      const thrown = error instanceof Error ? error.name : typeof error
      notice({ kind: "cache", subject: step, facts: encodeValue({ function: what, thrown }, "notice") })
    },
    flights: makeFlights(rows, invalidations.count),
    invalidations,
    renewals: new Map(),
    find: async (name, key) => {
      try {
        return await (name === sqliteCache ? store.cacheEntry(key) : inTime(stores[name]?.get(key) ?? nothing))
      } catch (error) {
        failed(name, error)
        return undefined
      }
    },
    put: ({ store: name, entry, since }) => {
      const keep = async (asked: CacheStore): Promise<void> => {
        if (!invalidations.concern(entry, since)) await asked.put(entry)
      }
      change(name, keep).catch((error: unknown) => failed(name, error))
    },
    invalidate: async (selection) => {
      invalidations.add(selection)
      const counts = await Promise.all(
        Object.keys(stores).map((name) => change(name, (asked) => asked.invalidate(selection))),
      )
      return counts.reduce<number>((sum, count = 0) => sum + count, 0)
    },
  }
}

const nothing = Promise.resolve(undefined)

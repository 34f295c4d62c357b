import { decodeValue, encodeValue } from "@statewright/model"
import type { CacheEntryRow, CacheSelection, Store } from "@statewright/store"
import { anything, checkOptions, flag, InvalidOption, type OptionKinds, text, wholeNumber } from "@statewright/workflow"
import type { Cache, CacheInfo, CacheListQuery, CacheQuery, CacheStats, Invalidated } from "../client/cache-info.ts"
import { InboxFull } from "../error/inbox-full.ts"
import { cacheLabel } from "../policy/cache/cache-key.ts"
import { NotCanonical } from "../policy/cache/canonical-json.ts"
import { sqliteCache } from "../policy/cache/caching.ts"
import { listedEntries } from "../policy/cache/listed-entries.ts"
import type { CacheStore } from "../policy/cache/cache-store.ts"
import type { Requesting } from "./requesting.ts"

type InTime = <Value>(asked: Promise<Value>) => Promise<Value>

/** What asking about cached answers needs of the engine. */
export interface Caches extends Requesting {
  /** Those beside the database, by name, as far as they are known here. */
  readonly stores: () => Readonly<Record<string, CacheStore>>
  /** The same promise, unless it takes longer than anybody waits: then `undefined`. */
  readonly soon: <Value>(promise: Promise<Value>) => Promise<Value | undefined>
  /** Whatever takes longer than a store may take. */
  readonly inTime: InTime
}

const queryKinds: OptionKinds<CacheQuery> = {
  tenant: text(256),
  everyTenant: flag,
  step: text(),
  key: anything,
  tag: text(256),
  pattern: text(2_000),
}

const listKinds: OptionKinds<CacheListQuery> = { ...queryKinds, limit: wholeNumber(1, 1_000), cursor: text() }

/** The requests of all processes stand in one inbox. */
const nobody = ""

/** The cached answers of an engine. */
export const cacheOf = (caches: Caches): Cache => ({
  list: (query = {}) => listCache(caches.store, query, caches),
  stats: () => cacheStats(caches.store),
  invalidate: (query) => invalidateCache(caches, query),
})

/** A page of cached answers, by id. Rejects with `InvalidOption`, `CacheStoreFailed`. */
export const listCache = async (
  store: Pick<Store, "cacheEntries">,
  query: CacheListQuery = {},
  caches?: Pick<Caches, "stores" | "inTime">,
) => {
  checkOptions("cache.list", query, listKinds)
  const { limit = 50, cursor } = query
  const filter = {
    ...selectionOf("cache.list", query),
    limit: limit + 1,
    ...(cursor !== undefined && { after: cursor }),
  }
  const pages = [store.cacheEntries(filter).then((rows) => rows.map((row) => infoOf(row, sqliteCache)))]
  if (caches !== undefined) {
    for (const [name, each] of Object.entries(caches.stores())) {
      const listed = listedEntries(name, each, filter, caches.inTime)
      pages.push(listed.then((rows) => rows.map((row) => infoOf(row, name))))
    }
  }
  const found = (await Promise.all(pages)).flat().toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const entries = found.slice(0, limit)
  const last = entries.at(-1)
  return { entries, ...(found.length > limit && last !== undefined && { next: last.id }) }
}

/** How often each step was answered from its cache. */
export const cacheStats = async (store: Pick<Store, "cacheCounts">): Promise<readonly CacheStats[]> =>
  (await store.cacheCounts()).map(({ step, hits, misses, stale, joined }) => {
    const spared = hits + stale + joined
    return { step, hits, stale, joined, misses, hitRate: spared === 0 ? 0 : spared / (spared + misses) }
  })

/** Removes cached answers: stored for whoever leads, now or later. Rejects with `InvalidOption`, `InboxFull`. */
export const invalidateCache = async (
  { store, submit, now, id, soon }: Omit<Caches, "stores" | "inTime">,
  query: CacheQuery,
): Promise<Invalidated> => {
  checkOptions("cache.invalidate", query, queryKinds)
  const selection = selectionOf("cache.invalidate", query)
  if (query.step === undefined && query.tag === undefined && query.pattern === undefined) {
    const hint = 'Give a `step`, a `tag` or a `pattern`; { pattern: "*" } means all.'
    throw new InvalidOption("cache.invalidate", "it says nothing of what is meant", hint)
  }
  const payload = encodeValue(selection, "cache selection")
  const [answer] = await store.insertInbox([
    { runId: nobody, id: `cache:${id()}`, kind: "cache", payload, acceptedAt: now() },
  ])
  if (answer?.status === "full") throw new InboxFull(nobody, answer.bound)
  const hand = submit()
  if (answer?.status !== "accepted" || hand === undefined) return { status: "requested" }
  const { seq } = answer
  const done = new Promise<number>((tell) => hand({ kind: "invalidate", inboxSeq: seq, selection, done: tell }))
  const removed = await soon(done)
  return removed === undefined ? { status: "requested" } : { status: "done", removed }
}

/** What `invalidateCache` has put into the inbox. */
export const readSelection = (payload: string | null): CacheSelection => decodeValue(payload ?? "") as CacheSelection // ours

const selectionOf = (of: string, { tenant = "", everyTenant = false, step, tag, pattern, ...query }: CacheQuery) => {
  if (everyTenant && tenant !== "") {
    throw new InvalidOption(of, "it asks for one tenant and for all", "Give one of them.")
  }
  if ("key" in query && step === undefined) throw new InvalidOption(of, "a `key` is one of a step", "Give its `step`.")
  return {
    ...(!everyTenant && { tenant }),
    ...(step !== undefined && { step }),
    ...("key" in query && { label: labelOf(of, query.key) }),
    ...(tag !== undefined && { tag }),
    ...(pattern !== undefined && { pattern }),
  }
}

const labelOf = (of: string, key: unknown): string => {
  try {
    return cacheLabel(key)
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error
    throw new InvalidOption(of, `its \`key\` ${error.message}`, "Give what `key` in the step's `cache` answers.")
  }
}

const infoOf = (row: CacheEntryRow, store: string): CacheInfo => ({
  id: row.key,
  step: row.step,
  key: row.label,
  scope: row.scope,
  ...(row.tenant !== "" && { tenant: row.tenant }),
  kind: row.ok ? "answer" : "error",
  storedAt: row.storedAt,
  ...(row.expiresAt !== null && { expiresAt: row.expiresAt }),
  ...(row.staleUntil !== null && { endsAt: row.staleUntil }),
  tags: row.tags,
  ...(row.runId !== null && { runId: row.runId }),
  store,
})

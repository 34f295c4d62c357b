import type { CacheEntryRow, CacheFilter, CacheSelection } from "@statewright/store"

/**
 * Where cached answers are kept beside the database of the engine. What fails or takes longer than a second is taken for a
 * miss, so a store may be down.
 *
 * @example
 * const engine = await createEngine({ database, workflows, cache: { stores: { redis: redisCache(client) } } })
 */
export interface CacheStore {
  readonly get: (key: string) => Promise<CacheEntryRow | undefined>
  /** Keeps an answer in place of any other of its key, at least until `staleUntil`, in ms since 1970; `null`: for ever. */
  readonly put: (entry: CacheEntryRow) => Promise<void>
  /** Removes answers, and says how many. */
  readonly invalidate: (selection: CacheSelection) => Promise<number>
  /** By key, behind `after`. */
  readonly list: (filter: CacheFilter) => Promise<readonly CacheEntryRow[]>
}

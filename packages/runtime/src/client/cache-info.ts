/** Which cached answers: those for which all of it holds. */
export interface CacheQuery {
  /** Of runs of this tenant. Default: of runs without one. */
  readonly tenant?: string
  /** Of all tenants, in place of one. */
  readonly everyTenant?: boolean
  /** What a step answered. */
  readonly step?: string
  /** With `step`: what it answered to this key; without a `key` function, to this input. */
  readonly key?: unknown
  readonly tag?: string
  /** Of the step and its key, where `*` stands for any characters and `?` for one: `"price/user:*"`. */
  readonly pattern?: string
}

/** Which cached answers, and how many. */
export interface CacheListQuery extends CacheQuery {
  /** From 1 to 1,000; default 50. */
  readonly limit?: number
  /** The `next` of the page before. */
  readonly cursor?: string
}

/** What is known of a cached answer, without the answer. Times in ms since 1970. */
export interface CacheInfo {
  /** The hash of all that the answer depends on. */
  readonly id: string
  readonly step: string
  /** What it was asked: a text as it is, anything else as JSON, the hash of what is long. */
  readonly key: string
  readonly scope: string
  readonly tenant?: string
  /** An answer, or an error that is kept like one. */
  readonly kind: "answer" | "error"
  readonly storedAt: number
  /** When it begins to be stale; absent where it never does. */
  readonly expiresAt?: number
  /** When it is of no use any more. */
  readonly endsAt?: number
  readonly tags: readonly string[]
  /** The run that it came from. */
  readonly runId?: string
  /** Where it is kept: `"sqlite"`, `"memory"` ... */
  readonly store: string
}

/** A page of them, by id. */
export interface CacheList {
  readonly entries: readonly CacheInfo[]
  /** Present if there may be more: pass it on as `cursor`. */
  readonly next?: string
}

/** How often the cache answered in place of a step, since the database was made. */
export interface CacheStats {
  readonly step: string
  /** A fresh answer was there. */
  readonly hits: number
  /** A stale one was given, and renewed behind it. */
  readonly stale: number
  /** Another call was at work for the same. */
  readonly joined: number
  /** The step ran. */
  readonly misses: number
  /** The share of calls for which it did not, from 0 to 1. */
  readonly hitRate: number
}

/** What became of invalidating. */
export type Invalidated =
  /** No call that begins from now on sees what was cached; so many answers were removed. */
  | { readonly status: "done"; readonly removed: number }
  /** It is stored, and done by the engine that leads, or that will. */
  | { readonly status: "requested" }

/** The cached answers of steps. */
export interface Cache {
  /**
   * Those that fit; of stores other than `"sqlite"` only in the engine that leads. Rejects with `InvalidOption`,
   * and with `CacheStoreFailed` where a store of yours fails, takes longer than a second, or answers what is no list.
   *
   * @example const { entries } = await engine.cache.list({ step: "price" })
   */
  list(query?: CacheListQuery): Promise<CacheList>
  /**
   * How often each step was answered from its cache.
   *
   * @example const rates = (await engine.cache.stats()).map(({ step, hitRate }) => [step, hitRate])
   */
  stats(): Promise<readonly CacheStats[]>
  /**
   * Removes cached answers, and those that steps at work come to, from all stores; needs a `step`, a `tag` or a `pattern`. It is
   * never lost once this resolves. Rejects with `InvalidOption`, `InboxFull`.
   *
   * @example await engine.cache.invalidate({ tag: "prices" })
   */
  invalidate(query: CacheQuery): Promise<Invalidated>
}

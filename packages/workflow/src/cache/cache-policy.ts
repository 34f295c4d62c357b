import { durationMillis } from "../duration/duration.ts"
import type { CacheOptions } from "./cache-options.ts"

/** `CacheOptions`, checked and filled in; times in milliseconds. Its functions take whatever input and output there is. */
export interface CachePolicy {
  readonly ttl?: number
  readonly staleWhileRevalidate?: number
  readonly key?: (input: unknown) => unknown
  readonly version?: string
  readonly scope: "run" | "workflow" | "tenant" | "global"
  readonly tags: (input: unknown, output: unknown) => unknown
  readonly when?: (input: unknown, output: unknown) => unknown
  readonly errors: boolean
  readonly store: string
}

/** What the author of a step said of its cache. */
export const cachePolicy = (_step: string, options: CacheOptions<never, never>): CachePolicy => {
  const { ttl, staleWhileRevalidate, version, scope = "workflow", errors = false, store = "sqlite" } = options
  // Whoever calls them has the input and the output that the author said.
  const { key, tags = [], when } = options as unknown as CacheOptions<unknown, unknown>
  return {
    ...(ttl !== undefined && { ttl: durationMillis(ttl) }),
    ...(staleWhileRevalidate !== undefined && { staleWhileRevalidate: durationMillis(staleWhileRevalidate) }),
    ...(key && { key }),
    ...(version !== undefined && { version }),
    scope,
    tags: typeof tags === "function" ? tags : () => tags,
    ...(when && { when }),
    errors,
    store,
  }
}

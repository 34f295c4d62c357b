import type { CacheCount } from "@statewright/store"

/** One more use of the cache of a step. */
export const countOf = (step: string, kind: Exclude<keyof CacheCount, "step">): CacheCount => ({
  step,
  hits: 0,
  misses: 0,
  stale: 0,
  joined: 0,
  [kind]: 1,
})

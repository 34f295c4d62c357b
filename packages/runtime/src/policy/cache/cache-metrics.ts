import type { CacheCount } from "@statewright/store"
import type * as Context from "effect/Context"
import * as Metric from "effect/Metric"

const calls = Metric.counter("statewright_cache_calls", {
  description: "Calls of steps with a cache, by step and outcome: hits, stale, joined, misses.",
  incremental: true,
})

const outcomes = ["hits", "stale", "joined", "misses"] as const

/** Counts what this process has stored of the use of caches, in the registry of its services. */
export const countCacheCalls = (counts: readonly CacheCount[], services: Context.Context<never>): void => {
  for (const count of counts) {
    for (const outcome of outcomes) {
      if (count[outcome] === 0) continue
      Metric.withAttributes(calls, { step: count.step, outcome }).updateUnsafe(count[outcome], services)
    }
  }
}

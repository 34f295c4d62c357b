import type { Transition } from "@statewright/store"
import type { Prepared } from "../../writer/prepared.ts"
import type { StepWork } from "../../writer/work.ts"
import type { Caching } from "./caching.ts"
import { countOf } from "./count-of.ts"
import { keptIn } from "./kept-in.ts"

/** What the end of a call changes in the cache. */
export interface CacheWrites {
  readonly rows: Pick<Transition, "cache" | "flights" | "counts">
  readonly after: Pick<Prepared, "puts">
}

const none: CacheWrites = { rows: {}, after: {} }

const counted = { hit: "hits", stale: "stale", joined: "joined" } as const

/** What a call that ends leaves in the cache: its answer, that it is at work no more, and how it came to its answer. */
export const cacheWrites = (caching: Caching, work: StepWork): CacheWrites => {
  const { end, runId, frame, waitId } = work
  if (end.kind !== "completed" && end.kind !== "failed") return none
  const flight = caching.flights.keyOf({ runId, frame, waitId })
  const { cached } = end
  if (flight === undefined && cached === undefined && end.put === undefined) return none
  const { rows, after } = keptIn(caching, end.put)
  return {
    rows: {
      ...rows,
      // One that only looked has begun none that is stored.
      ...(flight !== undefined && work.attempt > 0 && { flights: [{ kind: "end", key: flight, frame, waitId }] }),
      ...(cached !== undefined && { counts: [countOf(cached.step, counted[cached.as])] }),
    },
    after,
  }
}

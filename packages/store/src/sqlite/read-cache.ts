import type { CacheCount, CacheEntryRow, CacheFilter, FlightRow } from "../port/cache-row.ts"
import type { PlannerParts } from "./operation.ts"

/** Reads cached answers, how often they were used, and who is at work for all that ask for the same. */
export const cacheReader = (_parts: PlannerParts) => ({
  entry: (_key: string): CacheEntryRow | undefined => undefined,
  entries: (_filter: CacheFilter): CacheEntryRow[] => [],
  counts: (): CacheCount[] => [],
  flights: (): FlightRow[] => [],
})

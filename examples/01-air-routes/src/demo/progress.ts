import { event } from "./screen.ts"
import type { Service } from "./service.ts"

/** Counts the batches that the service is asked about. */
export interface Batches {
  readonly total: number
  /** The number of the batch that is being looked up. */
  latest(): number
  /** Resolves when the service is first asked about this batch. */
  reached(batch: number): Promise<unknown>
}

/** Follows the lookups and tells of every tenth batch. */
export const batchesSeen = (service: Service, total = 34): Batches => {
  const keys = new Set<string>()
  service.onArrival(({ asked, key }) => {
    if (asked !== "regions" || keys.has(key)) return
    keys.add(key)
    const worthALine = keys.size === 1 || keys.size % 10 === 0 || keys.size === total
    if (worthALine) event("lookups", `batch ${keys.size} of ${total}`)
  })
  return {
    total,
    latest: () => keys.size,
    reached: (batch) => service.arrival(() => keys.size >= batch),
  }
}

import { type Settled, shownValue } from "@statewright/model"
import type { Duration } from "../duration/duration.ts"
import type { Work } from "../group/join-options.ts"
import { specOf } from "../group/spec-of.ts"
import { InvalidOption } from "../option/invalid-option.ts"
import { runPool } from "./run-pool.ts"
import type { UntilOptions } from "./until-options.ts"

/** Instances of work that are added while others are at work. */
export interface Pool<T> {
  /** Begins an instance as soon as the pool has room for it; throws `PoolClosed`. */
  add(work: Work<T>): void
  /**
   * Waits until `met` holds of those that have ended, in the order in which they did; without it, until all have ended,
   * those too that are added meanwhile. Then the pool is closed, and the rest is cancelled or, as `losers` says, waited for. Answers how
   * each ended, in the order in which they were added; throws `PoolClosed`.
   */
  until(met?: (done: readonly Settled<T>[]) => boolean, options?: UntilOptions): Promise<Settled<T>[]>
  /** Closes the pool: what has not ended is cancelled, and the run goes on. Answers how each ended; throws `PoolClosed`. */
  complete(): Promise<Settled<T>[]>
  /** Closes the pool: what has not ended is cancelled. */
  cancel(reason?: string): Promise<void>
}

/** How a pool runs what it is given. */
export interface PoolOptions {
  /** At most so many at once: a whole number from 1. Default: all. */
  readonly maxParallelism?: number
  /** How long each instance may take; then it alone is cancelled, and fails with `BranchTimedOut`. */
  readonly instanceTimeout?: Duration
}

/**
 * Makes a pool for work whose amount is not known before. It keeps all results in the snapshot of the run. Throws
 * `InvalidOption`.
 *
 * @example
 * const crawl = pool<string>({ maxParallelism: 4 })
 * crawl.add(() => visit(start, crawl))
 * const pages = await crawl.until()
 */
export const pool = <T>(options?: PoolOptions): Pool<T> => {
  const running = runPool(specOf("pool", options, { total: 0 }))
  return {
    add: (work) => running.add(checked("add", work)),
    until: (met, untilOptions) => {
      const isMet = met === undefined ? undefined : checked("until", met)
      return running.until(isMet as Parameters<typeof running.until>[0], untilOptions) as Promise<Settled<T>[]> // as its work answers
    },
    complete: () => running.complete() as Promise<Settled<T>[]>, // as its work answers
    cancel: (reason) => running.cancel(reason),
  }
}

const checked = <Given>(verb: string, given: Given): Given => {
  if (typeof given === "function") return given
  throw new InvalidOption(`pool.${verb}`, `it was given ${shownValue(given)}`, "Give a function.")
}

import type { Duration } from "../duration/duration.ts"

interface Keyed<Input> {
  /** Whoever has the same key shares the limit; without it all do. At most 256 characters. */
  readonly key?: (input: Input) => string
}

/** How many may be at work at once. */
export interface ConcurrencyOptions<Input> extends Keyed<Input> {
  /** A whole number from 1 on. */
  readonly limit: number
}

/** How many may begin within a length of time, wherever it begins. */
export interface RateOptions<Input> extends Keyed<Input> {
  /** A whole number from 1 to 100,000. */
  readonly limit: number
  readonly per: Duration
}

/** What may stand in the way of a step's attempts, or of a workflow's runs; over all of one database. */
export interface LimitOptions<Input> {
  /** At most so many at work at once; the others stand in line. */
  readonly concurrency?: ConcurrencyOptions<Input>
  /** At most so many begun within a length of time; the others stand in line. */
  readonly rate?: RateOptions<Input>
}

import type { Duration } from "../duration/duration.ts"

/** Who shares what a step answered. Runs of two tenants never do, whatever the scope. */
export type CacheScope =
  /** The calls of one run. */
  | "run"
  /** All runs of one workflow. */
  | "workflow"
  /** All workflows, for the runs of one tenant. */
  | "tenant"
  /** The same: beyond a tenant nothing is shared, and runs without a tenant share with each other. */
  | "global"

/** What a step answered is given once more to whoever asks for the same, and its code does not run. */
export interface CacheOptions<Given, Output> {
  /** How long an answer is fresh. Default: until it is invalidated. */
  readonly ttl?: Duration
  /** So long beyond `ttl` an answer is still given, while the step runs once behind it to renew it. */
  readonly staleWhileRevalidate?: Duration
  /** What the answer depends on: any value of texts, numbers, dates, lists and objects. Default: the whole input. */
  readonly key?: (input: Given) => unknown
  /** To be changed with the code of the step: answers of another version are not used. */
  readonly version?: string
  /** Default `"workflow"`. */
  readonly scope?: CacheScope
  /** Words by which answers are invalidated together. */
  readonly tags?: readonly string[] | ((input: Given, output: Output) => readonly string[])
  /** Whether an answer is kept. Default: always. */
  readonly when?: (input: Given, output: Output) => boolean
  /** Keeps what `run` throws for good, too. Default false. */
  readonly errors?: boolean
  /** `"sqlite"`, `"memory"`, or the name of one given to `createEngine({ cache: { stores } })`. Default `"sqlite"`. */
  readonly store?: string
}

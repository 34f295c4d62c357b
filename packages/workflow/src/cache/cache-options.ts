import type { Duration } from "../duration/duration.ts"

/** When a step is answered from what it answered before. */
export interface CacheOptions<Given, Output> {
  /** How long an answer is good for. Default: for ever. */
  readonly ttl?: Duration
  /** How long after `ttl` an answer is still given, while a fresh one is fetched behind it. Default: not at all. */
  readonly staleWhileRevalidate?: Duration
  /** What the answer depends on. Default: the whole input. */
  readonly key?: (input: Given) => unknown
  /** Another text, and what was stored before is not used. */
  readonly version?: string
  /** Who shares answers; never two tenants. Default `"workflow"`. */
  readonly scope?: "run" | "workflow" | "tenant" | "global"
  /** Words by which answers are dropped. */
  readonly tags?: readonly string[] | ((input: Given, output: Output) => readonly string[])
  /** Stores only answers that it holds for. */
  readonly when?: (input: Given, output: Output) => boolean
  /** Stores failures, too. Default `false`. */
  readonly errors?: boolean
  /** `"sqlite"`, `"memory"`, or the name of one given to the engine. Default `"sqlite"`. */
  readonly store?: string
}

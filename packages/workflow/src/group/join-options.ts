import type { AtLeast, Join, Losers, Settled } from "@statewright/model"
import type { Duration } from "../duration/duration.ts"

/** What a group of branches does when it is called: nothing has begun before. */
export type Work<Result = unknown> = () => Promise<Result>

/** A branch: a function, or a call that has begun. */
export type Branch = Promise<unknown> | Work

/** What a branch comes to. */
export type ResultOf<B> = B extends () => Promise<infer Result> ? Result : Awaited<B>

/** The joins that may be decided before all have ended. */
export type Counted = "any" | "majority" | AtLeast

/** How branches run side by side, and when they are joined. */
export interface JoinOptions<J extends Join = Join> {
  /**
   * How many must succeed. `"all"`, the default, waits for all and then throws the first error that came; the others are
   * decided as soon as they can be, answer how each branch ended, and throw `JoinFailed` when they cannot be met.
   */
  readonly join?: J
  /**
   * What becomes of the branches that are at work when the join is decided: they are cancelled, the default; they are
   * waited for; or they go on as runs of their own.
   */
  readonly losers?: Losers
  /** At most so many at once: a whole number from 1; branches must then be functions. Default: all. */
  readonly maxParallelism?: number
  /** How long each branch may take; then it alone is cancelled, and fails with `BranchTimedOut`. */
  readonly branchTimeout?: Duration
}

/** Calls that have begun cannot be held back. */
export type Held<Branches> = Branches extends readonly Work[] ? unknown : { readonly maxParallelism?: never }

/** What is answered: all results where all must succeed, else how each ended. */
export type Joined<J extends Join, All, Each> = J extends Counted ? Each : All

/** What all branches come to, place by place or name by name; `& {}` lets TypeScript show the results themselves. */
export type AllOf<Branches> = { -readonly [At in keyof Branches]: ResultOf<Branches[At]> } & {}

/** How each branch ended, place by place or name by name. */
export type EachOf<Branches> = { -readonly [At in keyof Branches]: Settled<ResultOf<Branches[At]>> } & {}

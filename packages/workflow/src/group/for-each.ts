import { type Join, type Losers, type Settled, shownValue } from "@statewright/model"
import type { Duration } from "../duration/duration.ts"
import { InvalidOption } from "../option/invalid-option.ts"
import { checkGroup } from "./check-group.ts"
import { itemsOf } from "./items-of.ts"
import type { Counted, Joined } from "./join-options.ts"
import { runGroup } from "./run-group.ts"
import { specOf } from "./spec-of.ts"

/** What an iteration that fails does to the others. */
export type OnError = "stop" | "continue" | "collect"

/** How items are gone through. */
export interface ForEachOptions<J extends Join = Join, E extends OnError = OnError> {
  /** One after the other, the default, or side by side. */
  readonly mode?: "sequential" | "parallel"
  /** Side by side, at most so many at once: a whole number from 1; default 100. It bounds the memory, too. */
  readonly maxParallelism?: number
  /**
   * `"stop"`, the default, throws the first error at once and cancels what is at work; `"collect"` finishes all and then
   * throws every error in a `JoinFailed`; `"continue"` finishes all and answers how each ended.
   */
  readonly onError?: E
  /** Goes only through the first so many items. */
  readonly maxIterations?: number
  /** How many must succeed, for a `forEach` that is decided before all have ended; instead of `onError`. */
  readonly join?: J
  /** What becomes of the iterations that are at work when it is decided; default `"cancel"`. */
  readonly losers?: Losers
  /** How long each iteration may take; then it alone is cancelled, and fails with `BranchTimedOut`. */
  readonly iterationTimeout?: Duration
}

/**
 * Calls a function with each item and its index, and answers what came of each, in the order of the items. Throws
 * `NotIterable` for what `for...of` would not take, and `InvalidOption`; `JoinFailed` when a `join` cannot be met.
 *
 * @example
 * const receipts = await forEach(orders, { mode: "parallel", maxParallelism: 10 }, async (order) => charge(order))
 */
export const forEach = <Item, Result, J extends Join = "all", E extends OnError = "stop">(
  items: Iterable<Item>,
  options: ForEachOptions<J, E>,
  body: (item: Item, index: number) => Promise<Result>,
): Promise<Iterated<J, E, Result>> => {
  checkGroup("forEach", options)
  if (typeof body !== "function") {
    throw new InvalidOption(
      "forEach",
      `its body, the third argument, is ${shownValue(body)}`,
      "Give an async function.",
    )
  }
  const list = itemsOf(items, options.maxIterations) as readonly Item[] // as it was given
  const done = runGroup(
    specOf("forEach", options, { total: list.length }),
    (at) => () => body(list[at] as Item, at), // it is one of them
  )
  return done as Promise<Iterated<J, E, Result>> // one for each item
}

/** What `forEach` answers: results, or how each iteration ended. */
export type Iterated<J extends Join, E extends OnError, Result> = Joined<
  Extract<E, "continue"> extends never ? J : [Exclude<E, "continue">] extends [never] ? Counted : Join,
  Result[],
  Settled<Result>[]
>

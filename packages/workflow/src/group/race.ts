import type { Join, Losers } from "@statewright/model"
import { checkBranches } from "./check-branches.ts"
import type { AllOf, Branch, EachOf, Joined, JoinOptions, ResultOf } from "./join-options.ts"
import { runGroup } from "./run-group.ts"
import { specOf } from "./spec-of.ts"

/** Who won a race, by name, and with what. */
export type Winner<Waits> = {
  [Name in keyof Waits]: { readonly name: Name; readonly value: ResultOf<Waits[Name]> }
}[keyof Waits]

/** What becomes of those that did not win. */
export interface RaceOptions {
  /** They are cancelled, the default; waited for; or they go on as runs of their own. */
  readonly losers?: Losers
}

/**
 * Waits for whichever is settled first: answers its name and its value, or throws what it threw. With `join` it answers as
 * `fork` does.
 *
 * @example
 * const first = await race({ paid: waitForEvent("paid"), late: sleep("3 days") })
 * if (first.name === "late") await remind(order)
 */
export function race<Waits extends Readonly<Record<string, Branch>>>(
  waits: Waits,
  options?: RaceOptions,
): Promise<Winner<Waits>>
export function race<Waits extends Readonly<Record<string, Branch>>, J extends Join>(
  waits: Waits,
  options: JoinOptions<J> & { readonly join: J },
): Promise<Joined<J, AllOf<Waits>, EachOf<Waits>>>
export function race(waits: Readonly<Record<string, Branch>>, options?: object): Promise<unknown> {
  const list = checkBranches("race", waits)
  const isBegun = list.some((branch) => typeof branch !== "function")
  const spec = specOf("race", options, { total: list.length, names: Object.keys(waits), begun: isBegun })
  return runGroup(spec, (at) => list[at] ?? Promise.resolve())
}

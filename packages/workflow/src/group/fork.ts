import type { Join } from "@statewright/model"
import { checkBranches } from "./check-branches.ts"
import type { AllOf, EachOf, Joined, JoinOptions, Work } from "./join-options.ts"
import { runGroup } from "./run-group.ts"
import { specOf } from "./spec-of.ts"

/**
 * Runs named branches of several steps each at the same time; answers an object with their results, by their names. Joins,
 * losers and errors are those of `parallel`.
 *
 * @example
 * const { parcel, invoice } = await fork({
 *   parcel: async () => ship(await pack(order)),
 *   invoice: () => bill(order),
 * })
 */
export const fork = <Branches extends Readonly<Record<string, Work>>, J extends Join = "all">(
  branches: Branches,
  options?: JoinOptions<J>,
): Promise<Joined<J, AllOf<Branches>, EachOf<Branches>>> => {
  const list = checkBranches("fork", branches)
  const spec = specOf("fork", options, { total: list.length, names: Object.keys(branches) })
  const joined = runGroup(spec, (at) => list[at] ?? Promise.resolve())
  return joined as Promise<Joined<J, AllOf<Branches>, EachOf<Branches>>> // one for each name
}

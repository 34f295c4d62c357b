import type { Join } from "@statewright/model"
import { cutBy, cutPromise } from "../region/cancellable.ts"
import { checkBranches } from "./check-branches.ts"
import type { AllOf, Branch, EachOf, Held, Joined, JoinOptions } from "./join-options.ts"
import { runGroup } from "./run-group.ts"
import { specOf } from "./spec-of.ts"

/** What `parallel` gives for the branches in `Branches`, place by place, where all of them must succeed. */
export type ParallelResults<Branches extends readonly unknown[]> = AllOf<Branches>

/** Branches and nothing else. Were it the bound of `Branches`, it would hide what a `then` in the list gives. */
type OnlyBranches<Branches> = Branches extends readonly Branch[] ? unknown : readonly Branch[]

/**
 * Runs branches at the same time and waits until all have ended; then throws the first error that came, if one did. With
 * `join` it is decided earlier, and answers how each branch ended; it throws `JoinFailed` when the join cannot be met, and
 * `InvalidOption` when it never could.
 *
 * @example
 * const [stock, receipt] = await parallel([reserve(order), charge(payment)])
 * const offers = await parallel([() => ask(a), () => ask(b), () => ask(c)], { join: atLeast(2), losers: "await" })
 */
export const parallel = <Branches extends readonly unknown[] | [], J extends Join = "all">(
  branches: Branches & OnlyBranches<Branches>,
  options?: JoinOptions<J> & Held<Branches>,
): Promise<Joined<J, ParallelResults<Branches>, EachOf<Branches>>> => {
  const list = checkBranches("parallel", branches)
  const joined =
    options === undefined && list.every((branch) => typeof branch !== "function") ? allOf(list) : groupOf(list, options)
  return joined as Promise<Joined<J, ParallelResults<Branches>, EachOf<Branches>>> // one for each branch
}

const groupOf = (list: readonly Branch[], options: object | undefined): Promise<unknown> => {
  const isBegun = list.some((branch) => typeof branch !== "function")
  const spec = specOf("parallel", options, { total: list.length, begun: isBegun })
  return runGroup(spec, (at) => list[at] ?? Promise.resolve())
}

/** Settles in the same microtask as `Promise.all` would, so that what is compiled need not know the difference. */
const allOf = (branches: readonly Promise<unknown>[]): Promise<unknown> => {
  const joined = new Promise((resolve, reject) => {
    const results: unknown[] = branches.map(() => undefined)
    const errors: unknown[] = []
    let open = branches.length
    const ended = (note: () => void): void => {
      note()
      open--
      if (open === 0) decide()
    }
    const decide = (): void => {
      if (errors.length > 0) reject(errors[0])
      else resolve(results)
    }
    for (const [index, branch] of branches.entries()) {
      void branch.then(
        (value) => ended(() => (results[index] = value)),
        (error: unknown) => ended(() => errors.push(error)),
      )
    }
    if (open === 0) decide()
  })
  cutBy(joined, (why) => branches.forEach((branch) => cutPromise(branch, why)))
  return joined
}

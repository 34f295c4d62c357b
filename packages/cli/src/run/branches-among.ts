import type { BranchInfo, RunDetail } from "@statewright/runtime"

/** The branches of a run by how many of its steps had started before them. */
export const branchesAmong = ({
  steps,
  branches,
}: Pick<RunDetail, "steps" | "branches">): ReadonlyMap<number, readonly BranchInfo[]> => {
  const numbers = steps.map(({ wait }) => Number(wait.slice(wait.lastIndexOf("#") + 1)))
  let before = 0
  // Both are in order.
  return Map.groupBy(branches, ({ after }) => {
    while (before < numbers.length && (numbers[before] ?? 0) <= after) before += 1
    return before
  })
}

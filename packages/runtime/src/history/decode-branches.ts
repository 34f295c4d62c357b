import type { TransitionRow } from "@statewright/store"
import type { BranchInfo } from "../client/branch-info.ts"
import type { StoredBranches, StoredQuestion } from "./stored-branches.ts"

/** The branches of a run, in order. */
export const decodeBranches = (rows: readonly TransitionRow[]): readonly BranchInfo[] => {
  const questions = new Map<number, StoredQuestion>()
  return rows.flatMap(({ at, branches }) => {
    if (branches === null) return []
    const stored = read(branches)
    if (stored === undefined) return []
    const { asked = [], took, leftOut } = stored
    for (const question of asked) questions.set(question[0], question)
    return took.flatMap(([number, answer, after, times = 1, call], index): BranchInfo[] => {
      const question = questions.get(number)
      if (question === undefined) return []
      const [, by, condition, place, procedure] = question
      const branch = {
        by,
        condition,
        took: answer,
        place,
        procedure,
        ...(call !== undefined && { call }),
        at,
        after,
        times,
        ...(index === 0 && leftOut !== undefined && { leftOut }),
      }
      return [branch]
    })
  })
}

/** A damaged row tells nothing, and hides no other. */
const read = (text: string): StoredBranches | undefined => {
  try {
    const stored = JSON.parse(text) as StoredBranches | null // what `encodeBranches` writes, if it is sound
    return Array.isArray(stored?.took) ? stored : undefined
  } catch {
    return undefined
  }
}

import type { TransitionRow } from "@statewright/store"
import type { BranchInfo } from "../client/branch-info.ts"
import type { StoredBranches, StoredQuestion } from "./stored-branches.ts"

/** The branches of a run, in order. */
export const decodeBranches = (rows: readonly TransitionRow[]): readonly BranchInfo[] => {
  const questions = new Map<number, StoredQuestion>()
  return rows.flatMap(({ at, branches }) => {
    if (branches === null) return []
    const { asked = [], took, leftOut } = JSON.parse(branches) as StoredBranches // what `encodeBranches` writes
    for (const question of asked) questions.set(question[0], question)
    return took.map(([number, answer, after, times = 1, call], index): BranchInfo => {
      const question = questions.get(number)
      if (question === undefined) throw new Error(`invariant: a branch answers question ${number}, which nobody asked`)
      const [, by, condition, place, procedure] = question
      return {
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
    })
  })
}

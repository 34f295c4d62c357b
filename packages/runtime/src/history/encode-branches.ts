import { type Asked, type Branches, lastBranches } from "../machine/branches.ts"
import type { Program } from "../machine/program.ts"
import type { StoredAnswer, StoredBranches, StoredQuestion } from "./stored-branches.ts"

/** The questions of a run that are stored already, by the numbers that they have there. */
export type ToldQuestions = Map<Asked, number>

/**
 * The text of a transition's branches; `undefined` if there are none. A question is spelled out once as long as its run
 * stays in memory, so that a turn of a loop costs a few bytes.
 */
export const encodeBranches = (branches: Branches, told: ToldQuestions, program: Program): string | undefined => {
  const { taken, leftOut } = lastBranches(branches)
  if (taken.length === 0) return undefined
  const asked: StoredQuestion[] = []
  const took = taken.map(({ question, took, after, times, activation }): StoredAnswer => {
    const number = told.get(question) ?? told.size
    if (!told.has(question)) {
      told.set(question, number)
      const { by, condition } = question
      asked.push([number, by, condition, placeOf(question, activation.procedure, program), activation.procedure])
    }
    const { settles } = activation
    if (settles !== undefined) return [number, took, after, times, settles]
    return times === 1 ? [number, took, after] : [number, took, after, times]
  })
  const stored: StoredBranches = { ...(asked.length > 0 && { asked }), took, ...(leftOut > 0 && { leftOut }) }
  return JSON.stringify(stored)
}

/** `src/order.workflow.ts:12:7`; a place without a file is in the workflow's own. */
const placeOf = ({ code, index }: Asked, procedure: string, { source = "", places = {} }: Program): string => {
  const place = places[procedure === "main" ? code : `${procedure}().${code}`]?.[index]
  if (place === undefined) return source
  return /^\d+:\d+$/.test(place) ? `${source}:${place}` : place
}

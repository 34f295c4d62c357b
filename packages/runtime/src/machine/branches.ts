import type { Activation, Question } from "@statewright/model"

/** A question as codegen prints it. */
export type PrintedQuestion = Pick<Question, "by" | "condition">

/** A question, and which one it is: the `index`-th that this code asks. */
export interface Asked extends PrintedQuestion {
  readonly code: string
  readonly index: number
}

/** A question of the author's, and how it was answered. */
export interface TakenBranch {
  readonly question: Asked
  readonly took: string
  /** How far the frame's counter was: the waits up to this number had been opened before. */
  readonly after: number
  /** The code that asked. */
  readonly activation: Activation
  /** How often in a row. */
  times: number
}

/** The branches of one transition. */
export interface Branches {
  readonly taken: TakenBranch[]
  /** So many before these are not kept. */
  leftOut: number
}

/** No branch was taken yet. */
export const noBranches = (): Branches => ({ taken: [], leftOut: 0 })

/** A loop may turn many times before it waits: how it came to where it rests is what the last of its branches say. */
const most = 1_000

/** Adds a branch. */
export const addBranch = (
  branches: Branches,
  { question, took, after, activation }: Omit<TakenBranch, "times">,
): void => {
  const { taken } = branches
  const last = taken.at(-1)
  const isAnother =
    last?.question !== question || last.took !== took || last.after !== after || last.activation !== activation
  if (!isAnother) {
    last.times += 1
    return
  }
  // Many at once, so that each costs little.
  if (taken.length === 2 * most) leaveOut(branches)
  taken.push({ question, took, after, activation, times: 1 })
}

/** The branches to store: no more than the most, and how many there were before these. */
export const lastBranches = (branches: Branches): Branches => {
  if (branches.taken.length > most) leaveOut(branches)
  return branches
}

const leaveOut = (branches: Branches): void => {
  const { taken } = branches
  for (const { times } of taken.splice(0, taken.length - most)) branches.leftOut += times
}

import { answerOf } from "./answer-of.ts"
import { addBranch, type Asked } from "./branches.ts"
import type { Move } from "./move.ts"

/** Notes what the exit that a segment has chosen answers; nothing where it threw. */
export const noteBranches = ({ branches, activation, frame, exit }: Move, asks: readonly Asked[]): void => {
  for (const question of asks) {
    const took = answerOf(question.by, exit)
    if (took !== undefined) addBranch(branches, { question, took, after: frame.seq, activation })
  }
}

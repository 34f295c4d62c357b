import { ts } from "../1-read/syntax.ts"
import type { Survey } from "../2-analyze/survey.ts"
import { boundOf, type LoopBound } from "./loop-bound.ts"
import { changesOf, surroundingsOf } from "./loop-changes.ts"

/** The loops of a body. */
export interface Loops {
  readonly survey: Survey
  readonly all: readonly ts.IterationStatement[]
  readonly boundOf: (loop: ts.IterationStatement) => LoopBound
}

/** Finds the loops of a body, but for those of functions inside it; how they end is found out when it is asked for. */
export const loopsOf = (survey: Survey): Loops => {
  const all: ts.IterationStatement[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    if (ts.isIterationStatement(node, false)) all.push(node)
    ts.forEachChild(node, visit)
  }
  visit(survey.body.body)
  const known = new Map<ts.Node, LoopBound>()
  const surroundings = all.length === 0 ? undefined : surroundingsOf(survey)
  return {
    survey,
    all,
    boundOf: (loop) => {
      const bound =
        known.get(loop) ?? (surroundings === undefined ? "open" : boundOf(loop, changesOf(loop, surroundings)))
      known.set(loop, bound)
      return bound
    },
  }
}

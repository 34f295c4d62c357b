import { codeOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { allStates } from "../2-analyze/liveness.ts"
import type { Survey } from "../2-analyze/survey.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { AnalyzedBody } from "../3-lower/lower-procedure.ts"
import { boundOf, type LoopBound } from "./loop-bound.ts"
import { changesOf, surroundingsOf } from "./loop-changes.ts"

/** The loops of a body. */
export interface Loops {
  readonly survey: Survey
  readonly all: readonly ts.IterationStatement[]
  readonly boundOf: (loop: ts.IterationStatement) => LoopBound
  /** The loops around a node that wait, innermost first. */
  readonly waitingAround: (node: ts.Node) => readonly ts.IterationStatement[]
  readonly isDeclaredOutside: (loop: ts.IterationStatement, variable: Variable) => boolean
  /** Whether a local is declared outside of a loop and lives across a wait in it. */
  readonly keeps: (loop: ts.IterationStatement, variable: Variable) => boolean
}

/** Finds the loops of a body, but for those of functions inside it; what is to be known of one is found out when it is asked for. */
export const loopsOf = ({ lowering, liveAt }: AnalyzedBody): Loops => {
  const { survey } = lowering
  const { body, suspends } = survey
  const all: ts.IterationStatement[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    if (ts.isIterationStatement(node, false)) all.push(node)
    ts.forEachChild(node, visit)
  }
  visit(codeOf(body))
  const surroundings = once(() => surroundingsOf(survey))
  const around = (node: ts.Node): ts.IterationStatement[] => {
    const loops: ts.IterationStatement[] = []
    for (let at = node; at !== body; at = at.parent) {
      if (ts.isIterationStatement(at, false) && suspends.has(at)) loops.push(at)
    }
    return loops
  }
  const kept = once(() => {
    const live = new Map<ts.Node, Set<Variable>>()
    for (const state of allStates(lowering.root)) {
      if (state.kind !== "wait") continue
      const variables = liveAt(state)
      for (const loop of around(state.node)) {
        const before = live.get(loop) ?? new Set()
        for (const variable of variables) before.add(variable)
        live.set(loop, before)
      }
    }
    return live
  })
  const bounds = new Map<ts.Node, LoopBound>()
  return {
    survey,
    all,
    boundOf: (loop) => {
      const bound = bounds.get(loop) ?? boundOf(loop, changesOf(loop, surroundings()))
      bounds.set(loop, bound)
      return bound
    },
    waitingAround: around,
    isDeclaredOutside: (loop, variable) => !isWithin(variable.declaration, loop),
    keeps: (loop, variable) => !isWithin(variable.declaration, loop) && kept().get(loop)?.has(variable) === true,
  }
}

const isWithin = (node: ts.Node, container: ts.Node): boolean => node.pos >= container.pos && node.end <= container.end

const once = <Value>(find: () => Value): (() => Value) => {
  let found: { readonly value: Value } | undefined
  return () => (found ??= { value: find() }).value
}

import { ts } from "../../1-read/syntax.ts"
import type { AnalyzedBody } from "../../3-lower/lower-procedure.ts"
import { allStates } from "../liveness.ts"
import { chainsIn } from "../await-meaning.ts"
import { symbolOf } from "../symbol-of.ts"
import { isPartOfPattern } from "../../1-read/assignment-target.ts"
import type { Kept } from "./world.ts"

/** The locals and put-away values of all procedures of a run that live across a wait. */
export const keptValues = (bodies: readonly AnalyzedBody[]): Kept => {
  const symbols = new Map<ts.Symbol, ts.Node>()
  const nodes = new Map<ts.Node, ts.Node>()
  for (const { lowering, liveAt } of bodies) {
    for (const state of allStates(lowering.root)) {
      if (state.kind !== "wait") continue
      for (const { declaration } of liveAt(state)) {
        const symbol = ts.isIdentifier(declaration) ? symbolOf(declaration, lowering.survey.checker) : undefined
        if (symbol !== undefined && !symbols.has(symbol)) symbols.set(symbol, state.node)
        if (!nodes.has(declaration)) nodes.set(declaration, state.node)
        // A part of a pattern that is put away goes to the names in it.
        if (ts.isExpression(declaration) && !isPartOfPattern(declaration)) continue
        for (const name of namesIn(declaration, lowering.survey.checker)) {
          if (!symbols.has(name)) symbols.set(name, state.node)
        }
      }
    }
  }
  // What a callback of a promise takes with it is stored until the promise ends.
  const callbacks = callbacksOf(bodies)
  for (const { lowering } of bodies) {
    const call = callbacks.get(lowering.survey.body)
    if (call === undefined) continue
    for (const [symbol, { kind, declaration }] of lowering.survey.bySymbol) {
      if (kind !== "capture") continue
      if (!symbols.has(symbol)) symbols.set(symbol, call)
      if (!nodes.has(declaration)) nodes.set(declaration, call)
    }
  }
  return { symbols, nodes }
}

/** The functions that promises call, each with a call that hands it over. */
const callbacksOf = (bodies: readonly AnalyzedBody[]): ReadonlyMap<ts.Node, ts.Node> => {
  const meanings = bodies.flatMap(({ lowering: { survey } }) => [...survey.awaits.values(), ...survey.begun.values()])
  const chains = meanings.flatMap(chainsIn)
  return new Map(chains.flatMap(({ call, callbacks }) => callbacks.map(({ helper }) => [helper.body, call] as const)))
}

const namesIn = (node: ts.Node, checker: ts.TypeChecker): readonly ts.Symbol[] => {
  const found: ts.Symbol[] = []
  const visit = (each: ts.Node): void => {
    const symbol = ts.isIdentifier(each) ? symbolOf(each, checker) : undefined
    if (symbol !== undefined) found.push(symbol)
    ts.forEachChild(each, visit)
  }
  visit(node)
  return found
}

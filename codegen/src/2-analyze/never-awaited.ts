import { isWrapper } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { Reference, Variable } from "./variable.ts"

/** Refuses promises that are put into a local which nobody reads. */
export const neverAwaited = (
  begun: ReadonlyMap<ts.Node, unknown>,
  references: ReadonlyMap<ts.Node, Reference>,
  variables: ReadonlyMap<ts.Symbol, Variable>,
  checker: ts.TypeChecker,
): readonly Diagnostic[] => {
  const read = new Set([...references.values()].flatMap(({ variable, reads }) => (reads ? [variable] : [])))
  return [...begun.keys()].flatMap((call) => {
    let node = call
    while (isWrapper(node.parent)) node = node.parent
    const { parent } = node
    if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return []
    const symbol = checker.getSymbolAtLocation(parent.name)
    const variable = symbol && variables.get(symbol)
    const isRead = variable === undefined || variable.captured || read.has(variable)
    return isRead ? [] : [diagnostic("SW2201", placeOf(call), {})]
  })
}

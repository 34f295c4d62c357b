import { ts } from "../1-read/syntax.ts"
import { symbolOf } from "../2-analyze/symbol-of.ts"
import type { WhereRest } from "../2-analyze/where-parts.ts"

/** How the parameter of a `where` is printed: without the names that only what is looked up by an index has used. */
export const eventParameter = (
  rest: Exclude<WhereRest, { kind: "named" }>,
  text: (node: ts.Node) => string,
  checker: ts.TypeChecker,
): string => {
  const [event] = rest.source.parameters
  if (event === undefined) return "_event"
  if (rest.kind === "whole") return text(event)
  const used = symbolsIn(rest.conditions, checker)
  const isUsed = (name: ts.Identifier): boolean => used.has(checker.getSymbolAtLocation(name))
  const name = bindingText(event.name, isUsed, text) ?? "_event"
  return event.type === undefined ? name : `${name}: ${text(event.type)}`
}

const symbolsIn = (nodes: readonly ts.Node[], checker: ts.TypeChecker): ReadonlySet<ts.Symbol | undefined> => {
  const found = new Set<ts.Symbol | undefined>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(symbolOf(node, checker))
    ts.forEachChild(node, visit)
  }
  nodes.forEach(visit)
  return found
}

/** `undefined` where nothing of it is left. */
const bindingText = (
  name: ts.BindingName,
  isUsed: (name: ts.Identifier) => boolean,
  text: (node: ts.Node) => string,
): string | undefined => {
  if (ts.isIdentifier(name)) return isUsed(name) ? text(name) : undefined
  // What a rest holds, and where an element stands in a list, depends on the others.
  const isWhole =
    ts.isArrayBindingPattern(name) || name.elements.some(({ dotDotDotToken }) => dotDotDotToken !== undefined)
  if (isWhole) return text(name)
  const elements = name.elements.flatMap((element) => {
    if (element.initializer !== undefined) return [text(element)]
    const inner = bindingText(element.name, isUsed, text)
    if (inner === undefined) return []
    return [element.propertyName === undefined ? inner : `${text(element.propertyName)}: ${inner}`]
  })
  return elements.length === 0 ? undefined : `{ ${elements.join(", ")} }`
}

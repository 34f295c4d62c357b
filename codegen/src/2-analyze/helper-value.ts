import { isWrapper } from "../1-read/bare-expression.ts"
import { declaredHelpers } from "../1-read/helper-source.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { givenOf, type Scope } from "./given-function.ts"

interface Named {
  readonly name: ts.Identifier
  readonly symbol: ts.Symbol
  readonly scope: Scope
  /** What is handed to async functions that call it. */
  readonly handed: ReadonlySet<ts.Node>
  readonly checker: ts.TypeChecker
}

/**
 * Refuses an async function of a body where it is used as a value: it is compiled, and there is nothing left that could
 * be compared, stored or asked for its type.
 */
export const refusedHelperValue = (named: Named): readonly Diagnostic[] => {
  const { name, symbol, scope, checker } = named
  const declaration = symbol.valueDeclaration
  const given = givenOf(symbol, scope)
  if (declaration === undefined || isCalled(named, given === undefined)) return []
  if (given === undefined) {
    if (ts.findAncestor(declaration.parent, ts.isFunctionLike) === undefined) return []
    if (declaredHelpers(declaration, checker).length === 0) return []
  }
  const construct = `Using the ${given === undefined ? "async " : ""}function \`${name.text}\` as a value`
  const remedy = "Only call it, or hand it to an async function that only calls it."
  return [diagnostic("SW2001", placeOf(name), { construct, remedy })]
}

/** `pack(line)`, `mail.send(line)`, `lines.map(pack)`, `twice(pack)`; whether that can be waited for is judged there. */
const isCalled = ({ name, handed }: Named, mayBeObject: boolean): boolean => {
  let node: ts.Node = name
  if (handed.has(node)) return true
  const isMember = (at: ts.Node): boolean =>
    mayBeObject && ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at
  while (isWrapper(node.parent) || isMember(node)) {
    node = node.parent
    if (handed.has(node)) return true
  }
  const { parent } = node
  if (ts.isTypeQueryNode(parent) || ts.isQualifiedName(parent)) return true
  if (ts.isTaggedTemplateExpression(parent)) return parent.tag === node
  return ts.isCallExpression(parent) && parent.expression === node
}

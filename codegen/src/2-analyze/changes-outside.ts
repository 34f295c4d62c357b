import { accessOf } from "../1-read/assignment-target.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import type { WrittenWhere } from "../1-read/event-source.ts"
import { ts } from "../1-read/syntax.ts"
import { mutationOf } from "./mutation.ts"
import { symbolOf } from "./symbol-of.ts"

/** What a function assigns, or changes by a method, that is not its own: what it is given is not. */
export const changesOutside = (source: WrittenWhere, checker: ts.TypeChecker): readonly ts.Node[] => {
  const found: ts.Node[] = []
  const isOwn = (root: ts.Identifier | undefined): boolean => {
    const symbol = root && symbolOf(root, checker)
    const declaration = symbol?.declarations?.[0]
    // What is given belongs to all who are asked about it.
    if (declaration === undefined || ts.findAncestor(declaration, ts.isParameter) !== undefined) return false
    return ts.findAncestor(declaration, (above) => above === source) !== undefined
  }
  const take = (target: ts.Node): void => {
    if (!isOwn(ts.isExpression(target) ? rootName(target) : undefined)) found.push(target)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    const mutation = mutationOf(node, checker)
    if (mutation.kind === "grows" || mutation.kind === "changes") take(mutation.receiver)
    else if (ts.isIdentifier(node) && accessOf(node).writes) take(node)
    ts.forEachChild(node, visit)
  }
  if (source.body !== undefined) visit(source.body)
  return found
}

/** The name that an expression begins with: `a` of `a.b.c`. */
export const rootName = (expression: ts.Expression): ts.Identifier | undefined => {
  const bare = bareExpression(expression)
  if (ts.isPropertyAccessExpression(bare)) return rootName(bare.expression)
  return ts.isIdentifier(bare) ? bare : undefined
}

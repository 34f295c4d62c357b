import { ts } from "../1-read/syntax.ts"

/** Whether a block of statements is taken apart: it suspends, or is a part of a statement that does. */
export const isCut = (scope: ts.Node, body: ts.Node, suspends: ReadonlySet<ts.Node>): boolean => {
  if (scope === body || suspends.has(scope)) return true
  const { parent } = scope
  if (!ts.isBlock(scope)) return false
  if (ts.isCatchClause(parent)) return suspends.has(parent.parent)
  return (ts.isIfStatement(parent) || ts.isTryStatement(parent)) && suspends.has(parent)
}

/** Every node of a body that suspends, or has something in it that does; functions inside the body do not count. */
export const findSuspensions = (body: ts.ConciseBody): ReadonlySet<ts.Node> => {
  const suspends = new Set<ts.Node>()
  const visit = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return false
    let found = ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
    ts.forEachChild(node, (child) => {
      if (visit(child)) found = true
    })
    if (found) suspends.add(node)
    return found
  }
  visit(body)
  return suspends
}

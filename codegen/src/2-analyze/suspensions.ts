import { declaredHelpers } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"

/** Whether the statements of a scope are taken apart: they suspend, or belong to a statement whose parts do. */
export const isCut = (scope: ts.Node, body: ts.Node, suspends: ReadonlySet<ts.Node>): boolean => {
  if (scope === body) return true
  if (ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    return suspends.has(scope.statement) || suspends.has(scope.initializer)
  }
  if (ts.isCaseOrDefaultClause(scope)) return scope.parent.clauses.some((clause) => suspends.has(clause))
  if (suspends.has(scope)) return true
  const { parent } = scope
  if (!ts.isBlock(scope)) return false
  if (ts.isIfStatement(parent)) return suspendsInBranch(parent, suspends)
  return suspends.has(ts.isCatchClause(parent) ? parent.parent : ts.isTryStatement(parent) ? parent : scope)
}

/** Whether a branch of an `if` suspends, and not only its condition. */
export const suspendsInBranch = (
  { thenStatement, elseStatement }: ts.IfStatement,
  suspends: ReadonlySet<ts.Node>,
): boolean => suspends.has(thenStatement) || (elseStatement !== undefined && suspends.has(elseStatement))

/** An async function stands in no segment, even if nobody calls it. */
const isHelper = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node)) && declaredHelpers(node, checker).length > 0

/**
 * Every node of a body that suspends, or has something in it that does; functions inside the body do not count. What
 * only begins something (`begun`) ends a segment too.
 */
export const findSuspensions = (
  body: ts.Node,
  begun: { has(node: ts.Node): boolean },
  checker: ts.TypeChecker,
): ReadonlySet<ts.Node> => {
  const suspends = new Set<ts.Node>()
  const visit = (node: ts.Node): boolean => {
    if (node !== body && isHelper(node, checker)) {
      suspends.add(node)
      return true
    }
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return false
    let found =
      ts.isAwaitExpression(node) || begun.has(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
    ts.forEachChild(node, (child) => {
      if (visit(child)) found = true
    })
    if (found) suspends.add(node)
    return found
  }
  visit(body)
  return suspends
}

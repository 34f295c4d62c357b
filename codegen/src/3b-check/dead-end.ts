import { bareExpression } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"

/** Refuses waits that nothing can ever end: `await Promise.race([])`. */
export const deadEnds = (body: ts.Node, checker: ts.TypeChecker): Diagnostic[] => {
  const found: Diagnostic[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isRaceOfNothing(node, checker) && isWaitedFor(node)) {
      found.push(diagnostic("SW4116", placeOf(node), {}))
    }
    ts.forEachChild(node, visit)
  }
  visit(body)
  return found
}

const isRaceOfNothing = (call: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const [list] = call.arguments
  if (list === undefined || call.arguments.length !== 1) return false
  const callee = calleeOf(call, checker)
  return callee.kind === "promise" && callee.method === "race" && isEmpty(bareExpression(list), checker)
}

const isEmpty = (list: ts.Expression, checker: ts.TypeChecker): boolean => {
  if (ts.isArrayLiteralExpression(list)) return list.elements.length === 0
  const type = checker.getTypeAtLocation(list)
  // What `isTupleType` says is not in its type.
  return checker.isTupleType(type) && checker.getTypeArguments(type as ts.TypeReference).length === 0
}

/** One that is only kept may be raced with something else. */
const isWaitedFor = (call: ts.Node): boolean => {
  const { parent } = call
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)) return isWaitedFor(parent)
  return (
    ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === call)
  )
}

import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { functionBehind } from "../2-analyze/function-behind.ts"
import { type FunctionSource, isAsync, isGenerator } from "../2-analyze/local-function.ts"
import { alwaysEvaluated } from "./always-evaluated.ts"
import { type Reading, waysOut } from "./ways-out.ts"

/**
 * Judges whether expressions come to a value: not those that call or await what never answers, as its type says, or the
 * code of a function of the project, which always throws or never ends.
 */
export const answersOf = (checker: ts.TypeChecker): Reading["answers"] => {
  const known = new Map<ts.Node, boolean>()

  /** While a function is looked at, it is taken for one that returns. */
  const returns = (source: FunctionSource): boolean => {
    const before = known.get(source)
    if (before !== undefined) return before
    if (source.body === undefined || isGenerator(source)) return true
    known.set(source, true)
    const isOwn = isAsync(source)
      ? (expression: ts.Expression) => answers(expression) && !(isReturned(expression) && isLost(expression))
      : answers
    const ends = waysOut(source.body, { answers: isOwn })
    const found = ends.has("end") || ends.has("return")
    known.set(source, found)
    return found
  }

  /** Whether the promise that a call makes is never kept. */
  const isLost = (expression: ts.Expression): boolean => {
    const call = bareExpression(expression)
    const source = ts.isCallExpression(call) ? functionBehind(call.expression, checker) : undefined
    return source !== undefined && isAsync(source) && !returns(source)
  }

  const isNever = (node: ts.Node): node is ts.Expression => {
    if (ts.isAwaitExpression(node)) return hasTypeNever(node) || isLost(node.expression)
    if (!ts.isCallExpression(node)) return false
    if (hasTypeNever(node)) return true
    const source = functionBehind(node.expression, checker)
    return source !== undefined && !isAsync(source) && !returns(source)
  }

  const hasTypeNever = (node: ts.Expression): boolean =>
    (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Never) !== 0

  const answers = (expression: ts.Expression): boolean => alwaysEvaluated(expression, isNever) === undefined
  return answers
}

/** An async function ends as a promise does that it returns. */
const isReturned = ({ parent }: ts.Expression): boolean => ts.isReturnStatement(parent) || ts.isArrowFunction(parent)

import { bareExpression } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { isStable } from "../2-analyze/stable.ts"
import type { Lowering } from "./lowering.ts"

/**
 * What a call evaluates before itself. The function is looked up before the arguments; where they suspend, that moment
 * must not matter, because a function cannot be stored.
 */
export const callOperands = (
  lowering: Lowering,
  node: ts.CallExpression | ts.NewExpression,
): readonly ts.Node[] | undefined => {
  const { suspends } = lowering.survey
  const arguments_ = [...(node.arguments ?? [])]
  const callee = bareExpression(node.expression)
  if (!arguments_.some((argument) => suspends.has(argument))) return [node.expression]
  if (ts.isOptionalChain(node) || callee.kind === ts.SyntaxKind.SuperKeyword) return undefined
  if (ts.isPropertyAccessExpression(callee)) {
    return isSettledMethod(lowering, callee) ? [callee.expression, ...arguments_] : undefined
  }
  return ts.isIdentifier(callee) && isStable(callee, arguments_, lowering) ? arguments_ : undefined
}

/** Whether looking up a method early or late makes no difference: a built-in one, or one of a module. */
const isSettledMethod = ({ survey }: Lowering, callee: ts.PropertyAccessExpression): boolean => {
  const root = bareExpression(callee.expression)
  if (ts.isIdentifier(root) && survey.freeNames.has(root)) return true
  const { checker } = survey
  const type = checker.getTypeAtLocation(callee.expression)
  const parts = type.isUnion() ? type.types : [type]
  return parts.every((part) => {
    const method = checker.getPropertyOfType(checker.getApparentType(part), callee.name.text)
    return method !== undefined && isGlobal(method)
  })
}

import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { isPrimitive, isStable } from "../2-analyze/stable.ts"
import { leaveBranches, enterBranch, type Short } from "./conditional.ts"
import { lowerExpression } from "./expression.ts"
import { emit, type Lowering, refuse } from "./lowering.ts"
import { lowerOperands, makeTemporary } from "./operands.ts"

/** `target = value` and `target += value`, whose value suspends: the target is looked up, and read, first. */
export const lowerAssignment = (lowering: Lowering, node: ts.BinaryExpression): void => {
  const { suspends } = lowering.survey
  const target = bareExpression(node.left)
  const operator = node.operatorToken.kind
  const place = placeOperands(lowering, target)
  if (place === undefined) return unsupported(lowering, node)
  if (operator === ts.SyntaxKind.EqualsToken) return lowerOperands(lowering, [...place, node.right])
  if (shortOf(operator) !== undefined || place.some((part) => suspends.has(part))) return unsupported(lowering, node)
  if (place.length === 0 && isStable(target, [node.right], lowering)) return lowerExpression(lowering, node.right)
  readFirst(lowering, node, [...place])
}

/** `o.total += await f()`: what stood there is kept in a temporary over the wait. */
const readFirst = (lowering: Lowering, node: ts.BinaryExpression, place: readonly ts.Node[]): void => {
  const target = bareExpression(node.left)
  if (place.some((part) => !isStable(part, [node.right], lowering))) return unsupported(lowering, node)
  const before = makeTemporary(lowering, [node.left])
  emit(lowering, {
    nodes: [node.left],
    defines: [before],
    print: (text) => `${text.variable(before)} = ${text.node(target)}`,
  })
  lowerExpression(lowering, node.right)
  const operator = node.operatorToken.getText().slice(0, -1)
  lowering.replacements.set(node, {
    kind: "rewritten",
    reads: [before],
    print: (text) => `${text.node(target)} = ${text.variable(before)} ${operator} ${text.operand(node.right)}`,
  })
}

/** What is evaluated to find the place that is assigned to; `undefined` if that is too hard. */
const placeOperands = ({ survey }: Lowering, target: ts.Expression): readonly ts.Node[] | undefined => {
  if (ts.isIdentifier(target)) return []
  if (ts.isPropertyAccessExpression(target)) return [target.expression]
  if (ts.isElementAccessExpression(target)) {
    return isPrimitive(target.argumentExpression, survey.checker)
      ? [target.expression, target.argumentExpression]
      : undefined
  }
  const isPattern = ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target)
  return isPattern && !survey.suspends.has(target) ? [] : undefined
}

/** `x ??= await f()` as a statement: assigns only if `x` wants it. */
export const lowerConditionalAssignment = (lowering: Lowering, node: ts.BinaryExpression): void => {
  const target = bareExpression(node.left)
  const short = shortOf(node.operatorToken.kind)
  const place = placeOperands(lowering, target)
  if (short === undefined || place === undefined || place.some((part) => !isStable(part, [node.right], lowering))) {
    return unsupported(lowering, node)
  }
  const branches = enterBranch(lowering, { node, short, left: node.left })
  lowerExpression(lowering, node.right)
  emit(lowering, { nodes: [node], print: (text) => `${text.node(target)} = ${text.node(node.right)}` })
  leaveBranches(lowering, branches, node)
}

const shortOf = (operator: ts.SyntaxKind): Short | undefined => {
  if (operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken) return "and"
  if (operator === ts.SyntaxKind.BarBarEqualsToken) return "or"
  return operator === ts.SyntaxKind.QuestionQuestionEqualsToken ? "coalesce" : undefined
}

const unsupported = (lowering: Lowering, node: ts.Node): void =>
  refuse(
    lowering,
    node,
    "An assignment whose target would have to be looked up before the `await`",
    "Await into a `const` first, then assign.",
  )

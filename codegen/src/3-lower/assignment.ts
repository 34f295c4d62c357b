import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { isStable } from "../2-analyze/stable.ts"
import { type Branches, enterBranch, leaveBranches, type Short } from "./conditional.ts"
import { lowerExpression } from "./expression.ts"
import { emit, type Lowering } from "./lowering.ts"
import { lowerOperands, makeTemporary, settle } from "./operands.ts"
import type { SegmentPrinter } from "./op.ts"
import { keepWhole, lowerPattern } from "./pattern.ts"
import { isPattern } from "./pattern-part.ts"
import { placeOperands } from "./place-operands.ts"

/** `target = value` and `target += value`: the target is looked up, and read, before the value is evaluated. */
export const lowerAssignment = (lowering: Lowering, node: ts.BinaryExpression): void => {
  const target = bareExpression(node.left)
  const operator = node.operatorToken.kind
  if (suspendsSometimes(node, lowering)) return lowerConditionalAssignment(lowering, node)
  const place = placeOperands(target)
  if (place === undefined) {
    if (isSuspendingPattern(node, lowering)) return lowerPatternAssignment(lowering, node)
    return lowerExpression(lowering, node.right)
  }
  const isRead = operator !== ts.SyntaxKind.EqualsToken && shortOf(operator) === undefined
  if (!isRead || (place.length === 0 && isStable(target, [node.right], lowering))) {
    return lowerOperands(lowering, [...place, node.right])
  }
  lowerOperands(lowering, [...place, () => readFirst(lowering, node, target), node.right])
}

/** `o.total += await f()`: what stood there is kept in a temporary over the wait. */
const readFirst = (lowering: Lowering, node: ts.BinaryExpression, target: ts.Expression): void => {
  const before = makeTemporary(lowering, [node.left])
  emit(lowering, {
    nodes: [node.left],
    defines: [before],
    print: (text) => `${text.variable(before)} = ${text.node(node.left)}`,
  })
  const operator = node.operatorToken.getText().slice(0, -1)
  lowering.replacements.set(node, {
    kind: "rewritten",
    reads: [before],
    print: (text) => `${text.node(target)} = ${text.variable(before)} ${operator} ${tightOperand(text, node.right)}`,
  })
}

/** The right operand of any operator. */
const tightOperand = (text: SegmentPrinter, node: ts.Expression): string => {
  const printed = text.node(node)
  return /^[\w$.]+$/.test(printed) ? printed : `(${printed})`
}

/** Whether something suspends in a pattern that is assigned to. */
export const isSuspendingPattern = (node: ts.BinaryExpression, { survey }: Lowering): boolean => {
  const target = bareExpression(node.left)
  return node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isPattern(target) && survey.suspends.has(target)
}

/** `[a = await f()] = list`: its value is that of the right side. */
export const lowerPatternAssignment = (lowering: Lowering, node: ts.BinaryExpression): void => {
  const target = bareExpression(node.left)
  if (!isPattern(target)) return
  lowerExpression(lowering, node.right)
  const whole = keepWhole(lowering, node.right)
  lowerPattern({ lowering, by: undefined }, target, whole)
  lowering.replacements.set(node, { kind: "variable", variable: whole.variable })
}

/** Whether an assignment may leave out its right side, which suspends. */
export const suspendsSometimes = (node: ts.BinaryExpression, { survey }: Lowering): boolean =>
  shortOf(node.operatorToken.kind) !== undefined && survey.suspends.has(node.right)

/** `x ??= await f()`: assigns only if `x` wants it. */
export const lowerConditionalAssignment = (
  lowering: Lowering,
  node: ts.BinaryExpression,
  { discard = false } = {},
): void => {
  const target = bareExpression(node.left)
  const short = shortOf(node.operatorToken.kind)
  const place = placeOperands(target)
  if (short === undefined || place === undefined) return // a pattern is a type error
  const result = discard ? undefined : makeTemporary(lowering, [node.left, node.right, node])
  const assigned = (text: SegmentPrinter): string => `${text.node(target)} = ${text.node(node.right)}`
  for (const [index, part] of place.entries()) settle(lowering, part, [...place.slice(index + 1), node.right])
  // As a target, an element has not the `undefined` that reading it may give.
  const promise = ts.isElementAccessExpression(node.left) ? "!" : ""
  const enter = (): Branches => {
    if (result === undefined) return enterBranch(lowering, { node, short, left: node.left })
    emit(lowering, {
      nodes: [node.left],
      defines: [result],
      print: (text) => `${text.variable(result)} = ${text.node(node.left)}${promise}`,
    })
    return enterBranch(lowering, { node, short, left: node.left, stored: result })
  }
  const branches = enter()
  lowerExpression(lowering, node.right)
  emit(lowering, {
    nodes: [node],
    before: { node, replacement: undefined },
    defines: result === undefined ? [] : [result],
    print: (text) => (result === undefined ? assigned(text) : `${text.variable(result)} = ${assigned(text)}`),
  })
  leaveBranches(lowering, branches, node)
  if (result !== undefined) lowering.replacements.set(node, { kind: "variable", variable: result })
}

const shortOf = (operator: ts.SyntaxKind): Short | undefined => {
  if (operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken) return "and"
  if (operator === ts.SyntaxKind.BarBarEqualsToken) return "or"
  return operator === ts.SyntaxKind.QuestionQuestionEqualsToken ? "coalesce" : undefined
}

import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { isAssignment } from "../2-analyze/assignment-target.ts"
import { lowerAssignment, lowerConditionalAssignment } from "./assignment.ts"
import { callOperands } from "./call.ts"
import { isConditional, lowerConditional, suspendsInParts } from "./conditional.ts"
import { emit, type Lowering, refuse } from "./lowering.ts"
import { lowerOperands } from "./operands.ts"
import { lowerAwait } from "./wait.ts"

/** Carries out every wait in an expression; afterwards the open segment can evaluate what is left of it. */
export const lowerExpression = (lowering: Lowering, expression: ts.Expression): void => {
  if (!lowering.survey.suspends.has(expression)) return
  if (ts.isAwaitExpression(expression)) return lowerAwait(lowering, expression, true)
  if (isConditional(expression)) return lowerConditional(lowering, expression)
  if (ts.isBinaryExpression(expression) && isAssignment(expression.operatorToken.kind)) {
    return lowerAssignment(lowering, expression)
  }
  const operands = operandsOf(lowering, expression)
  if (operands === undefined) {
    return refuse(
      lowering,
      expression,
      "An `await` at this place of an expression",
      "Await before the statement, into a `const`.",
    )
  }
  lowerOperands(lowering, operands)
}

/** An expression whose value nobody uses. */
export const lowerDiscarded = (lowering: Lowering, expression: ts.Expression): void => {
  const bare = bareExpression(expression)
  if (lowering.survey.suspends.has(bare)) {
    if (ts.isAwaitExpression(bare)) return lowerAwait(lowering, bare, false)
    if (ts.isVoidExpression(bare)) return lowerDiscarded(lowering, bare.expression)
    if (isConditional(bare) && suspendsInParts(lowering, bare)) {
      return lowerConditional(lowering, bare, { discard: true })
    }
    if (ts.isBinaryExpression(bare)) {
      if (bare.operatorToken.kind === ts.SyntaxKind.CommaToken) {
        lowerDiscarded(lowering, bare.left)
        return lowerDiscarded(lowering, bare.right)
      }
      if (isLogicalAssignment(bare.operatorToken.kind)) return lowerConditionalAssignment(lowering, bare)
    }
  }
  lowerExpression(lowering, expression)
  emit(lowering, { nodes: [expression], defines: definedBy(lowering, bare), print: (text) => text.node(expression) })
}

/** The variable that `x = value` certainly changes. */
const definedBy = ({ survey }: Lowering, expression: ts.Expression) => {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return []
  const target = survey.references.get(bareExpression(expression.left))
  return target === undefined ? [] : [target.variable]
}

const isLogicalAssignment = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.BarBarEqualsToken ||
  operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
  operator === ts.SyntaxKind.QuestionQuestionEqualsToken

/** What an expression always evaluates, in order, before itself; `undefined` of one that is not supported. */
const operandsOf = (lowering: Lowering, node: ts.Expression): readonly ts.Node[] | undefined => {
  const { suspends } = lowering.survey
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return [node.expression]
  }
  if (ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node)) return [node.expression]
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) return [node.expression]
  if (ts.isPrefixUnaryExpression(node)) return isUpdate(node.operator) ? undefined : [node.operand]
  if (ts.isBinaryExpression(node)) return [node.left, node.right]
  if (ts.isPropertyAccessExpression(node)) return [node.expression]
  if (ts.isElementAccessExpression(node)) {
    return ts.isOptionalChain(node) && suspends.has(node.argumentExpression)
      ? undefined
      : [node.expression, node.argumentExpression]
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return callOperands(lowering, node)
  if (ts.isArrayLiteralExpression(node)) return node.elements.filter((element) => !ts.isOmittedExpression(element))
  if (ts.isObjectLiteralExpression(node)) return propertyOperands(lowering, node)
  if (ts.isTemplateExpression(node)) return node.templateSpans.map((span) => span.expression)
  return undefined
}

const isUpdate = (operator: ts.PrefixUnaryOperator): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken

const propertyOperands = (
  { survey }: Lowering,
  { properties }: ts.ObjectLiteralExpression,
): readonly ts.Node[] | undefined => {
  const operands: ts.Node[] = []
  for (const property of properties) {
    if (property.name !== undefined && ts.isComputedPropertyName(property.name)) {
      const key = property.name.expression
      if (survey.suspends.has(key) || !ts.isLiteralExpression(key)) return undefined
    }
    if (ts.isPropertyAssignment(property)) operands.push(property.initializer)
    else if (ts.isShorthandPropertyAssignment(property) || ts.isSpreadAssignment(property)) operands.push(property)
  }
  return operands
}

import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { isAssignment } from "../1-read/assignment-target.ts"
import {
  isSuspendingPattern,
  lowerAssignment,
  lowerConditionalAssignment,
  lowerPatternAssignment,
  suspendsSometimes,
} from "./assignment.ts"
import { callOperands } from "./call.ts"
import { isConditional, lowerConditional, suspendsInParts } from "./conditional.ts"
import { emit, type Lowering, refuse } from "./lowering.ts"
import { lowerOperands, type Operand } from "./operands.ts"
import { isSuspendingChain, lowerChain } from "./optional-chain.ts"
import { placeOperands } from "./place-operands.ts"
import { isDoneAtOnce } from "../2-analyze/handle-use.ts"
import { lowerAwait, lowerBegun } from "./wait.ts"

/** Carries out every wait in an expression; afterwards the open segment can evaluate what is left of it. */
export const lowerExpression = (lowering: Lowering, expression: ts.Expression): void => {
  if (!lowering.survey.suspends.has(expression) || lowering.replacements.has(expression)) return
  if (ts.isAwaitExpression(expression)) return lowerAwait(lowering, expression, true)
  const begun = lowering.survey.begun.get(expression)
  if (begun !== undefined) return lowerBegun(lowering, expression, begun)
  if (isConditional(expression)) return lowerConditional(lowering, expression)
  if (isSuspendingChain(expression, lowering)) return lowerChain(lowering, expression)
  if (ts.isBinaryExpression(expression) && isAssignment(expression.operatorToken.kind)) {
    return lowerAssignment(lowering, expression)
  }
  if (isComma(expression)) {
    lowerDiscarded(lowering, expression.left)
    lowerExpression(lowering, expression.right)
    lowering.replacements.set(expression, { kind: "instead", node: expression.right })
    return
  }
  lowerParts(lowering, expression)
}

/** Carries out every wait in what an expression always evaluates before itself. */
export const lowerParts = (lowering: Lowering, expression: ts.Expression): void => {
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
    const begun = lowering.survey.begun.get(bare)
    if (begun !== undefined && isDoneAtOnce(begun)) return lowerBegun(lowering, bare, begun, false)
    if (ts.isVoidExpression(bare)) return lowerDiscarded(lowering, bare.expression)
    if (isConditional(bare) && suspendsInParts(lowering, bare)) {
      return lowerConditional(lowering, bare, { discard: true })
    }
    if (isSuspendingChain(bare, lowering)) return lowerChain(lowering, bare, { discard: true })
    if (isComma(bare)) {
      lowerDiscarded(lowering, bare.left)
      return lowerDiscarded(lowering, bare.right)
    }
    if (ts.isBinaryExpression(bare) && isSuspendingPattern(bare, lowering)) {
      return lowerPatternAssignment(lowering, bare)
    }
    if (ts.isBinaryExpression(bare) && suspendsSometimes(bare, lowering)) {
      return lowerConditionalAssignment(lowering, bare, { discard: true })
    }
  }
  lowerExpression(lowering, expression)
  emit(lowering, {
    nodes: [expression],
    defines: definedBy(lowering, bare),
    print: (text) => asStatement(text.node(expression)),
  })
}

const isComma = (node: ts.Expression): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken

/** A part of an expression may begin like a block or a declaration. */
const asStatement = (text: string): string =>
  /^(?:\{|(?:async\s+)?function\b|class\b|let\s*\[)/.test(text) ? `(${text})` : text

/** The variable that `x = value` certainly changes. */
const definedBy = ({ survey }: Lowering, expression: ts.Expression) => {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return []
  const target = survey.references.get(bareExpression(expression.left))
  return target === undefined ? [] : [target.variable]
}

/** What an expression always evaluates, in order, before itself; `undefined` of one that is not supported. */
const operandsOf = (lowering: Lowering, node: ts.Expression): readonly Operand[] | undefined => {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return [node.expression]
  }
  if (ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node)) return [node.expression]
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) return [node.expression]
  if (ts.isPostfixUnaryExpression(node)) return placeOperands(bareExpression(node.operand))
  if (ts.isPrefixUnaryExpression(node)) {
    return isUpdate(node.operator) ? placeOperands(bareExpression(node.operand)) : [node.operand]
  }
  if (ts.isDeleteExpression(node)) return placeOperands(bareExpression(node.expression))
  if (ts.isBinaryExpression(node)) return [node.left, node.right]
  if (ts.isPropertyAccessExpression(node)) return [node.expression]
  if (ts.isElementAccessExpression(node)) return [node.expression, node.argumentExpression]
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) {
    return callOperands(lowering, node)
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.filter((element) => !ts.isOmittedExpression(element))
  if (ts.isObjectLiteralExpression(node)) return propertyOperands(node)
  if (ts.isTemplateExpression(node)) return node.templateSpans.map((span) => span.expression)
  return undefined
}

const isUpdate = (operator: ts.PrefixUnaryOperator): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken

const propertyOperands = ({ properties }: ts.ObjectLiteralExpression): readonly ts.Node[] =>
  properties.flatMap((property): readonly ts.Node[] => {
    const key =
      property.name !== undefined && ts.isComputedPropertyName(property.name) ? [property.name.expression] : []
    if (ts.isPropertyAssignment(property)) return [...key, property.initializer]
    return ts.isShorthandPropertyAssignment(property) || ts.isSpreadAssignment(property) ? [property] : key
  })

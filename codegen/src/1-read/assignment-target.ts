import { isWrapper } from "./bare-expression.ts"
import { ts } from "./syntax.ts"

/** How an identifier is used where it stands: `x`, `x = 1`, `x += 1`, `[x] = pair`, `for (x of xs)`. */
export const accessOf = (identifier: ts.Node): { readonly reads: boolean; readonly writes: boolean } => {
  let node = identifier
  let { parent } = node
  while (isWrapper(parent)) {
    node = parent
    parent = node.parent
  }
  if (ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind)) {
    const compound = parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken
    return { reads: compound, writes: true }
  }
  if ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && isStep(parent.operator)) {
    return { reads: true, writes: true }
  }
  if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === node) {
    return { reads: false, writes: true }
  }
  return isPatternTarget(node) ? { reads: false, writes: true } : { reads: true, writes: false }
}

const isStep = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken

/** Whether a node is a target inside `[a, { b: c }] = ...`. */
const isPatternTarget = (node: ts.Node): boolean => {
  const { parent } = node
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node && isPattern(parent.parent)
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isPattern(parent.parent)
  if (ts.isSpreadAssignment(parent)) return isPattern(parent.parent)
  if (ts.isSpreadElement(parent)) return ts.isArrayLiteralExpression(parent.parent) && isPattern(parent.parent)
  if (ts.isArrayLiteralExpression(parent)) return isPattern(parent)
  return false
}

/** Whether a node is where a part of an assigned pattern goes, with or without a default. */
export const isPartOfPattern = (node: ts.Node): boolean => {
  const { parent } = node
  if (isWrapper(parent)) return isPartOfPattern(parent)
  const isDefaulted =
    ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  return isPatternTarget(isDefaulted ? parent : node)
}

/** Whether an object or array literal is a pattern that is assigned to. */
const isPattern = (literal: ts.Node): boolean => {
  const { parent } = literal
  if (ts.isParenthesizedExpression(parent)) return isPattern(parent)
  if (ts.isBinaryExpression(parent)) {
    if (parent.left !== literal || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false
    return true
  }
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === literal
  return isPatternTarget(literal)
}

/** Whether an operator assigns: `=`, `+=`, `??=`. */
export const isAssignment = (operator: ts.SyntaxKind): boolean =>
  operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment

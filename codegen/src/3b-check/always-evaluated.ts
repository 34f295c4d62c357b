import { ts } from "../1-read/syntax.ts"

/** Finds a node that is evaluated whenever an expression is: not under a condition, and not in a function of its own. */
export const alwaysEvaluated = <Found extends ts.Node>(
  expression: ts.Node,
  is: (node: ts.Node) => node is Found,
): Found | undefined => {
  if (is(expression)) return expression
  if (ts.isFunctionLike(expression) || ts.isClassLike(expression) || ts.isTypeNode(expression)) return undefined
  if (ts.isConditionalExpression(expression)) return alwaysEvaluated(expression.condition, is)
  if (ts.isBinaryExpression(expression) && isShort(expression.operatorToken.kind)) {
    return alwaysEvaluated(expression.left, is)
  }
  if (ts.isOptionalChain(expression)) return alwaysEvaluated(expression.expression, is)
  return ts.forEachChild(expression, (child) => alwaysEvaluated(child, is))
}

/** `a && b`, `a ??= b`: the right side is not always evaluated. */
const isShort = (operator: ts.SyntaxKind): boolean => {
  switch (operator) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return true
    default:
      return false
  }
}

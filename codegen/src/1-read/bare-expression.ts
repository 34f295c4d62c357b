import { ts } from "./syntax.ts"

/** An expression without the parentheses and type syntax around it: `f` of `(f as F)!`. */
export const bareExpression = (expression: ts.Expression): ts.Expression =>
  isWrapper(expression) ? bareExpression(expression.expression) : expression

/** Whether a node only wraps an expression, with parentheses or type syntax. */
export const isWrapper = (
  node: ts.Node,
): node is
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isTypeAssertionExpression(node)

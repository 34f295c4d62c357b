import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"

/** The name that a chain of members begins with: `state` of `state.items[0]`. */
export const rootOf = (expression: ts.Expression): ts.Identifier | undefined => {
  const bare = bareExpression(expression)
  if (ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare)) return rootOf(bare.expression)
  return ts.isIdentifier(bare) ? bare : undefined
}

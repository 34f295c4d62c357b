import { ts } from "../1-read/syntax.ts"

/** What is evaluated to find the place that is assigned to; `undefined` of a pattern. */
export const placeOperands = (target: ts.Expression): readonly ts.Expression[] | undefined => {
  if (ts.isIdentifier(target)) return []
  if (ts.isPropertyAccessExpression(target)) return [target.expression]
  return ts.isElementAccessExpression(target) ? [target.expression, target.argumentExpression] : undefined
}

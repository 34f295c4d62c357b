import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"

/** What a condition always is, as far as it is written with `true` and `false`. */
export const constantOf = (condition: ts.Expression): boolean | undefined => {
  const bare = bareExpression(condition)
  if (bare.kind === ts.SyntaxKind.TrueKeyword) return true
  if (bare.kind === ts.SyntaxKind.FalseKeyword) return false
  if (ts.isPrefixUnaryExpression(bare) && bare.operator === ts.SyntaxKind.ExclamationToken) {
    const negated = constantOf(bare.operand)
    return negated === undefined ? undefined : !negated
  }
  if (!ts.isBinaryExpression(bare)) return undefined
  const decides = decidingValue(bare.operatorToken.kind)
  if (decides === undefined) return undefined
  const left = constantOf(bare.left)
  const right = constantOf(bare.right)
  if (left === decides || right === decides) return decides
  return left === undefined || right === undefined ? undefined : !decides
}

/** `false && x` is false, `true || x` is true. */
const decidingValue = (operator: ts.SyntaxKind): boolean | undefined => {
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) return false
  return operator === ts.SyntaxKind.BarBarToken ? true : undefined
}

import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { isCounted } from "./counted.ts"
import { mayGrow } from "./grows.ts"

/**
 * Whether a loop ends after a number of turns that is fixed by data: it goes over a collection that does not grow
 * meanwhile, or a counter goes towards a bound that stays where it is. It may well end otherwise; then nobody knows when.
 */
export const isBounded = (loop: ts.IterationStatement, checker: ts.TypeChecker): boolean => {
  if (ts.isForInStatement(loop)) return true
  if (ts.isForOfStatement(loop)) {
    return (
      isCollection(checker.getTypeAtLocation(loop.expression), checker) &&
      !mayGrow(loop.expression, loop.statement, checker)
    )
  }
  if (!ts.isForStatement(loop) && !ts.isWhileStatement(loop) && !ts.isDoStatement(loop)) return false
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression
  return condition !== undefined && conjunctsOf(condition).some((each) => isCounted(each, loop, checker))
}

/** `a && b` ends a loop as soon as one of them does. */
const conjunctsOf = (condition: ts.Expression): readonly ts.Expression[] => {
  if (ts.isParenthesizedExpression(condition)) return conjunctsOf(condition.expression)
  return ts.isBinaryExpression(condition) && condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    ? [...conjunctsOf(condition.left), ...conjunctsOf(condition.right)]
    : [condition]
}

/** Whether a value is iterated by what is built in, and so comes to an end: any other iterator may go on for ever. */
export const isCollection = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  const parts = type.isUnion() ? type.types : [type]
  return parts.every((part) => {
    if (checker.isArrayType(part) || checker.isTupleType(part) || part.flags & ts.TypeFlags.StringLike) return true
    if (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) return true
    const symbol = part.getSymbol()
    return symbol !== undefined && isGlobal(symbol) && collections.test(symbol.name)
  })
}

const collections =
  /^(?:Readonly)?(?:Array|Map|Set)$|^(?:Array|Map|Set|String|RegExpString)Iterator$|^(?:Ui|I)nt\d+(?:Clamped)?Array$|^Float\d+Array$|^Big(?:Ui|I)nt64Array$/

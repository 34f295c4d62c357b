import { resolveAlias } from "../1-read/authoring-word.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { tagOf } from "./failure-tags.ts"

/** The error that a `catch` was given: its variable, and the tag that it is judged for. */
interface Caught {
  readonly symbol: ts.Symbol
  readonly tag: string
  readonly checker: ts.TypeChecker
}

/**
 * Whether a `catch` throws the error with a tag again for certain, whatever else it does. One that throws it under a
 * condition of its own has dealt with it, and so has one that throws another error.
 */
export const passesOn = (
  { variableDeclaration, block }: ts.CatchClause,
  tag: string,
  checker: ts.TypeChecker,
): boolean => {
  const name = variableDeclaration?.name
  const symbol = name !== undefined && ts.isIdentifier(name) ? checker.getSymbolAtLocation(name) : undefined
  return symbol !== undefined && throwsAgain(block.statements, { symbol, tag, checker }) === "always"
}

/** `sometimes` stands for everything that is not certain, and for every other jump. */
type Throws = "always" | "never" | "sometimes"

const throwsAgain = (statements: readonly ts.Statement[], caught: Caught): Throws => {
  for (const statement of statements) {
    const found = statementThrows(statement, caught)
    if (found !== "never") return found
  }
  return "never"
}

const statementThrows = (statement: ts.Statement, caught: Caught): Throws => {
  if (ts.isBlock(statement)) return throwsAgain(statement.statements, caught)
  if (ts.isThrowStatement(statement)) return isCaught(statement.expression, caught) ? "always" : "sometimes"
  if (!ts.isIfStatement(statement)) return mayJump(statement) ? "sometimes" : "never"
  const { expression, thenStatement, elseStatement } = statement
  const holds = truthOf(expression, caught)
  const then = holds === false ? undefined : statementThrows(thenStatement, caught)
  const otherwise =
    holds === true ? undefined : elseStatement === undefined ? "never" : statementThrows(elseStatement, caught)
  return then === undefined || otherwise === undefined || then === otherwise
    ? (then ?? otherwise ?? "sometimes")
    : "sometimes"
}

const mayJump = (node: ts.Node): boolean => {
  if (ts.isFunctionLike(node)) return false
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakOrContinueStatement(node)) return true
  return ts.forEachChild(node, (child) => mayJump(child) || undefined) === true
}

/** Whether a condition holds for an error with the tag. */
const truthOf = (condition: ts.Expression, caught: Caught): boolean | undefined => {
  const bare = bareExpression(condition)
  if (ts.isPrefixUnaryExpression(bare) && bare.operator === ts.SyntaxKind.ExclamationToken) {
    const negated = truthOf(bare.operand, caught)
    return negated === undefined ? undefined : !negated
  }
  if (!ts.isBinaryExpression(bare)) return undefined
  const { left, right, operatorToken } = bare
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return decided([left, right], false, caught)
    case ts.SyntaxKind.BarBarToken:
      return decided([left, right], true, caught)
    case ts.SyntaxKind.InstanceOfKeyword:
      return isCaught(left, caught) ? isInstance(right, caught) : undefined
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return comparesTag(left, right, caught)
    case ts.SyntaxKind.ExclamationEqualsEqualsToken: {
      const equal = comparesTag(left, right, caught)
      return equal === undefined ? undefined : !equal
    }
    default:
      return undefined
  }
}

/** `a && b` is decided by one that is false, `a || b` by one that is true. */
const decided = (sides: readonly ts.Expression[], by: boolean, caught: Caught): boolean | undefined => {
  const found = new Set(sides.map((side) => truthOf(side, caught)))
  if (found.has(by)) return by
  return found.has(undefined) ? undefined : !by
}

/** Declared errors go by their tags; of the built-in classes they are an `Error`. */
const isInstance = (classOf: ts.Expression, { tag, checker }: Caught): boolean | undefined => {
  const instance = checker.getTypeAtLocation(classOf).getConstructSignatures()[0]?.getReturnType()
  const other = instance === undefined ? undefined : tagOf(instance, checker)
  if (other !== undefined) return other === tag
  const symbol = checker.getSymbolAtLocation(bareExpression(classOf))
  if (symbol === undefined || !isGlobal(resolveAlias(symbol, checker))) return undefined
  return symbol.name === "Error" || symbol.name === "Object"
}

/** `error._tag === "SoldOut"` */
const comparesTag = (left: ts.Expression, right: ts.Expression, caught: Caught): boolean | undefined => {
  for (const [member, text] of [
    [bareExpression(left), bareExpression(right)],
    [bareExpression(right), bareExpression(left)],
  ] as const) {
    if (!ts.isPropertyAccessExpression(member) || member.name.text !== "_tag" || !ts.isStringLiteralLike(text)) continue
    if (isCaught(member.expression, caught)) return text.text === caught.tag
  }
  return undefined
}

const isCaught = (expression: ts.Expression, { symbol, checker }: Caught): boolean => {
  const bare = bareExpression(expression)
  return ts.isIdentifier(bare) && checker.getSymbolAtLocation(bare) === symbol
}

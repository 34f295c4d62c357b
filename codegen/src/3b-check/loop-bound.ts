import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { isGrowingMethod } from "../2-analyze/known-methods.ts"
import { constantOf } from "./constant-condition.ts"
import { conditionOf } from "./loop-condition.ts"
import { exitsOf } from "./loop-exits.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { isInvariant, type LoopChanges } from "./loop-changes.ts"

/** What ends a loop. */
export type LoopBound =
  /** Nothing in it. */
  | "none"
  /** Something that happens in it, some time. */
  | "open"
  /** It is over items, or counts. */
  | "data"
  /** The same, and the items or the count stand in the source. */
  | "few"

/** Finds out what ends a loop; in doubt it takes it for bounded. */
export const boundOf = (loop: ts.IterationStatement, changes: LoopChanges): LoopBound => {
  const exits = exitsOf(loop)
  if (ts.isForInStatement(loop) || ts.isForOfStatement(loop)) {
    const items = bareExpression(loop.expression)
    if (isWritten(items)) return "few"
    if (ts.isForInStatement(loop) || !alwaysGrows(items, loop, changes.outer.survey.checker)) return "data"
    if (exits.length === 0) return "none"
    return exits.some((exit) => isCounted(exit, loop, changes)) ? "data" : "open"
  }
  const condition = conditionOf(loop)
  const constant = condition === undefined ? true : constantOf(condition)
  if (constant === false) return "few"
  const ends = condition !== undefined && constant === undefined && !isInvariant(condition, changes)
  if (!ends && exits.length === 0) return "none"
  if (condition !== undefined && ends && comparesCount(condition, changes)) {
    return ts.isForStatement(loop) && isLiteralCount(loop, condition) ? "few" : "data"
  }
  return exits.some((exit) => isCounted(exit, loop, changes)) ? "data" : "open"
}

/** Whether a jump is taken when something has been counted: `if (tries === 3) break`. */
const isCounted = (exit: ts.Node, loop: ts.IterationStatement, changes: LoopChanges): boolean => {
  for (let at = exit; at !== loop; at = at.parent) {
    if (ts.isIfStatement(at) && comparesCount(at.expression, changes)) return true
  }
  return false
}

/** Whether a condition compares what the loop counts, or the size of something, with anything. */
const comparesCount = (condition: ts.Node, changes: LoopChanges): boolean => {
  if (ts.isFunctionLike(condition)) return false
  const isComparison = ts.isBinaryExpression(condition) && comparisons.has(condition.operatorToken.kind)
  if (isComparison && [condition.left, condition.right].some((side) => isCount(side, changes))) return true
  return ts.forEachChild(condition, (part) => comparesCount(part, changes) || undefined) === true
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

const isCount = (side: ts.Expression, changes: LoopChanges): boolean => {
  const bare = bareExpression(side)
  if (ts.isPropertyAccessExpression(bare)) return bare.name.text === "length" || bare.name.text === "size"
  // `names.push(name)` answers how many there are.
  if (ts.isCallExpression(bare)) {
    return ts.isPropertyAccessExpression(bare.expression) && bare.expression.name.text === "push"
  }
  if (ts.isPostfixUnaryExpression(bare) || ts.isPrefixUnaryExpression(bare)) return isCount(bare.operand, changes)
  const symbol = ts.isIdentifier(bare) ? valueSymbolOf(bare, changes.outer.survey.checker) : undefined
  return symbol !== undefined && changes.counters.has(symbol)
}

/** `for (let i = 0; i < 3; i++)` */
const isLiteralCount = ({ initializer }: ts.ForStatement, condition: ts.Expression): boolean =>
  initializer !== undefined &&
  ts.isVariableDeclarationList(initializer) &&
  ts.isBinaryExpression(condition) &&
  [condition.right, initializer.declarations[0]?.initializer].every(
    (side) => side !== undefined && ts.isNumericLiteral(side) && Number(side.text) <= 100,
  )

const isWritten = (items: ts.Expression): boolean =>
  ts.isObjectLiteralExpression(items) ||
  (ts.isArrayLiteralExpression(items) && !items.elements.some(ts.isSpreadElement))

/** Whether each turn of a loop adds to the items that it goes over. */
const alwaysGrows = (items: ts.Expression, { statement }: ts.ForOfStatement, checker: ts.TypeChecker): boolean => {
  if (!ts.isIdentifier(items)) return false
  const symbol = valueSymbolOf(items, checker)
  const statements = ts.isBlock(statement) ? statement.statements : [statement]
  return statements.some((each) => {
    const call = ts.isExpressionStatement(each) ? bareExpression(each.expression) : undefined
    return call !== undefined && ts.isCallExpression(call) && isGrowthOf(call, symbol, checker)
  })
}

const isGrowthOf = ({ expression }: ts.CallExpression, symbol: ts.Symbol | undefined, checker: ts.TypeChecker) => {
  const callee = bareExpression(expression)
  if (!ts.isPropertyAccessExpression(callee)) return false
  const receiver = bareExpression(callee.expression)
  const isGrowth = ["Array", "Map", "Set"].some((owner) => isGrowingMethod(owner, callee.name.text))
  return isGrowth && ts.isIdentifier(receiver) && valueSymbolOf(receiver, checker) === symbol
}

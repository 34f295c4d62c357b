import { bareExpression } from "../1-read/bare-expression.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf } from "../1-read/assignment-target.ts"
import { mayGrow } from "./grows.ts"

/** A loop that tests a condition before or after each turn. */
export type TestedLoop = ts.ForStatement | ts.WhileStatement | ts.DoStatement

type Direction = 1 | -1

/** Whether a condition of a loop, `i < list.length`, becomes false after a number of turns that is fixed by data. */
export const isCounted = (condition: ts.Expression, loop: TestedLoop, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(condition)
  if (!ts.isBinaryExpression(bare)) return false
  const upwards = directions[bare.operatorToken.kind]
  if (upwards === undefined) return false
  return (
    (isFixed(bare.right, loop, checker) && moves(bare.left, upwards, loop, checker)) ||
    (isFixed(bare.left, loop, checker) && moves(bare.right, upwards === 1 ? -1 : 1, loop, checker))
  )
}

/** Where the left side must go for a comparison to become false. */
const directions: Partial<Record<ts.SyntaxKind, Direction>> = {
  [ts.SyntaxKind.LessThanToken]: 1,
  [ts.SyntaxKind.LessThanEqualsToken]: 1,
  [ts.SyntaxKind.GreaterThanToken]: -1,
  [ts.SyntaxKind.GreaterThanEqualsToken]: -1,
}

/** Whether every turn takes a counter on in one direction, and nothing takes it back. */
const moves = (side: ts.Expression, direction: Direction, loop: TestedLoop, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(side)
  const name = isUpdate(bare) ? bareExpression(bare.operand) : bare
  const symbol = ts.isIdentifier(name) ? valueSymbolOf(name, checker) : undefined
  const scope = symbol?.valueDeclaration && scopeOf(symbol.valueDeclaration)
  if (symbol === undefined || scope === undefined) return false
  const own = enclosingFunction(loop)
  const writes = writesOf(symbol, scope, checker)
  const inside = writes.filter((write) => isInside(write, loop) && !isInside(write, initializerOf(loop)))
  return (
    inside.every((write) => stepOf(write, checker) === direction) &&
    inside.some((write) => isEveryTurn(write, loop)) &&
    // A function that is called in between might take it back.
    writes.every((write) => enclosingFunction(write) === own)
  )
}

const isUpdate = (node: ts.Node): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression =>
  (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node.operator)

const isStep = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken

const scopeOf = (declaration: ts.Declaration): ts.Node | undefined =>
  ts.findAncestor(declaration.parent, (above) => ts.isFunctionLike(above) || ts.isSourceFile(above))

const enclosingFunction = (node: ts.Node): ts.Node | undefined => ts.findAncestor(node.parent, ts.isFunctionLike)

const writesOf = (symbol: ts.Symbol, scope: ts.Node, checker: ts.TypeChecker): readonly ts.Identifier[] => {
  const found: ts.Identifier[] = []
  const visit = (node: ts.Node): void => {
    const isOne = ts.isIdentifier(node) && node.text === symbol.name && valueSymbolOf(node, checker) === symbol
    if (isOne && accessOf(node).writes) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(scope)
  return found
}

/** Which way `i++`, `i += 2` and `i -= 1` go; `undefined` for any other change. */
const stepOf = (target: ts.Identifier, checker: ts.TypeChecker): Direction | undefined => {
  const { parent } = target
  if (isUpdate(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1
  if (!ts.isBinaryExpression(parent) || parent.left !== target || !isPositive(parent.right, checker)) return undefined
  if (parent.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) return 1
  return parent.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken ? -1 : undefined
}

/** A literal, or a constant that stands for one. */
const isPositive = (value: ts.Expression, checker: ts.TypeChecker): boolean => {
  const type = checker.getTypeAtLocation(value)
  return type.isNumberLiteral() && type.value > 0
}

/** Whether a change happens in every turn that does not end the loop. */
const isEveryTurn = (target: ts.Identifier, loop: TestedLoop): boolean => {
  if (isInside(target, ts.isForStatement(loop) ? loop.incrementor : undefined)) return true
  if (isInside(target, ts.isForStatement(loop) ? loop.condition : loop.expression)) return true
  const statement = ts.findAncestor(target, ts.isStatement)
  return (
    statement !== undefined &&
    ts.isExpressionStatement(statement) &&
    bareExpression(statement.expression) === target.parent &&
    (statement === loop.statement || (statement.parent === loop.statement && !hasContinue(loop.statement)))
  )
}

const hasContinue = (node: ts.Node): boolean =>
  ts.isContinueStatement(node) || (ts.forEachChild(node, (child) => hasContinue(child) || undefined) ?? false)

const initializerOf = (loop: TestedLoop): ts.Node | undefined =>
  ts.isForStatement(loop) ? loop.initializer : undefined

const isInside = (node: ts.Node, outer: ts.Node | undefined): boolean =>
  outer !== undefined && ts.findAncestor(node, (above) => above === outer) !== undefined

/** Whether an expression has the same finite value in every turn. */
const isFixed = (expression: ts.Expression, loop: TestedLoop, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(expression)
  const each = (...parts: readonly ts.Expression[]): boolean => parts.every((part) => isFixed(part, loop, checker))
  if (ts.isNumericLiteral(bare)) return true
  if (ts.isPrefixUnaryExpression(bare)) return !isStep(bare.operator) && each(bare.operand)
  if (ts.isBinaryExpression(bare)) return !accessOf(bare.left).writes && each(bare.left, bare.right)
  if (ts.isIdentifier(bare)) return isUnchanged(bare, loop, checker)
  if (ts.isPropertyAccessExpression(bare)) return isFixedMember(bare, loop, checker) && each(bare.expression)
  if (ts.isCallExpression(bare)) {
    return ts.isPropertyAccessExpression(bare.expression) && isMath(bare.expression, checker) && each(...bare.arguments)
  }
  return false
}

const isUnchanged = (name: ts.Identifier, loop: TestedLoop, checker: ts.TypeChecker): boolean => {
  const symbol = valueSymbolOf(name, checker)
  const declaration = symbol?.valueDeclaration
  if (symbol === undefined || declaration === undefined || isGlobal(symbol)) return false
  const scope = scopeOf(declaration)
  return (
    scope === undefined ||
    writesOf(symbol, scope, checker).every(
      (write) => !isInside(write, loop) && enclosingFunction(write) === enclosingFunction(loop),
    )
  )
}

/** `list.length`, unless the list grows; `config.max`, unless the loop assigns something of that name. */
const isFixedMember = (member: ts.PropertyAccessExpression, loop: TestedLoop, checker: ts.TypeChecker): boolean => {
  const name = member.name.text
  if (name === "length" || name === "size") return !mayGrow(member.expression, loop, checker)
  const isAssigned = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) && node.name.text === name && accessOf(node).writes) ||
    (ts.forEachChild(node, (child) => isAssigned(child) || undefined) ?? false)
  return !isAssigned(loop)
}

const isMath = (callee: ts.PropertyAccessExpression, checker: ts.TypeChecker): boolean => {
  const symbol = checker.getSymbolAtLocation(callee.expression)
  return symbol !== undefined && symbol.name === "Math" && isGlobal(symbol)
}

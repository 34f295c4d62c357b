import { type EventSource, isWritten, type WrittenWhere } from "../1-read/event-source.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { isPrimitiveType } from "./mutation.ts"
import { symbolOf } from "./symbol-of.ts"

/** What a run asks of an event: what is looked up by an index, and what is evaluated for those that are found so. */
export interface WhereParts {
  /** `event.<path> === <value>`, of which the value is known when the wait begins. */
  readonly keys: readonly WhereKey[]
  /** The function, or the conditions of it that are left; absent if nothing is. */
  readonly rest?: WhereRest
  /** The locals around it that the rest reads: the first place of each, and all of them. */
  readonly given: readonly GivenLocal[]
}

/** A property of the event that must be what the run holds. */
export interface WhereKey {
  readonly path: readonly string[]
  readonly value: ts.Expression
}

/** What is evaluated of a `where`. */
export type WhereRest =
  | { readonly kind: "named"; readonly name: ts.Expression }
  | { readonly kind: "whole"; readonly source: WrittenWhere }
  | { readonly kind: "conditions"; readonly source: WrittenWhere; readonly conditions: readonly ts.Expression[] }

/** A local of the run that a `where` reads. */
export interface GivenLocal {
  readonly symbol: ts.Symbol
  readonly first: ts.Identifier
  readonly uses: readonly ts.Identifier[]
}

/** Takes the `where` of a wait apart. */
export const wherePartsOf = ({ where }: EventSource, checker: ts.TypeChecker): WhereParts => {
  if (where === undefined) return { keys: [], given: [] }
  if (!isWritten(where)) return { keys: [], rest: { kind: "named", name: where }, given: [] }
  const answer = answerOf(where)
  const whole: WhereRest = { kind: "whole", source: where }
  if (answer === undefined) return { keys: [], rest: whole, given: localsIn([where], where, checker) }
  const keys: WhereKey[] = []
  const left: ts.Expression[] = []
  const repeated = new Set<ts.Expression>()
  const conditions = conjunctsOf(answer)
  for (const [at, condition] of conditions.entries()) {
    const key = keyOf(condition, where, checker)
    const isKey = key !== undefined && isFreeOf(key.value, left, where, checker)
    if (isKey) keys.push(key)
    // What follows may need to know what TypeScript learns here.
    if (isKey && at < conditions.length - 1 && tells(condition, checker)) repeated.add(condition)
    if (!isKey || repeated.has(condition)) left.push(condition)
  }
  if (left.every((condition) => repeated.has(condition))) return { keys, given: [] }
  const rest: WhereRest =
    left.length === conditions.length ? whole : { kind: "conditions", source: where, conditions: left }
  return { keys, rest, given: localsIn(rest.kind === "whole" ? [where] : left, where, checker) }
}

/** The locals around a function that some of its code reads. */
export const localsIn = (
  code: readonly ts.Node[],
  where: WrittenWhere,
  checker: ts.TypeChecker,
): readonly GivenLocal[] => {
  const found = new Map<ts.Symbol, ts.Identifier[]>()
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
    if (symbol !== undefined && ts.isIdentifier(node) && isLocalAround(symbol, where)) {
      found.set(symbol, [...(found.get(symbol) ?? []), node])
    }
    ts.forEachChild(node, visit)
  }
  for (const node of code) visit(node)
  return [...found].flatMap(([symbol, uses]) => (uses[0] === undefined ? [] : [{ symbol, first: uses[0], uses }]))
}

/** Whether a name stands for something that is declared in a function around the `where`. */
const isLocalAround = ({ declarations, flags }: ts.Symbol, where: ts.Node): boolean => {
  const declaration = declarations?.[0]
  if (declaration === undefined || (flags & ts.SymbolFlags.Value) === 0) return false
  if (ts.findAncestor(declaration, (above) => above === where) !== undefined) return false
  return ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined
}

/** What a function answers, if it does nothing else. */
export const answerOf = ({ body }: Pick<ts.FunctionLikeDeclaration, "body">): ts.Expression | undefined => {
  if (body === undefined || !ts.isBlock(body)) return body
  const [only, ...more] = body.statements
  return only !== undefined && more.length === 0 && ts.isReturnStatement(only) ? only.expression : undefined
}

/** The conditions that must all hold. */
const conjunctsOf = (condition: ts.Expression): readonly ts.Expression[] => {
  const bare = bareExpression(condition)
  if (!ts.isBinaryExpression(bare) || bare.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) {
    return [condition]
  }
  return [...conjunctsOf(bare.left), ...conjunctsOf(bare.right)]
}

/** `event.orderId === order.id`, from either side. */
const keyOf = (condition: ts.Expression, where: WrittenWhere, checker: ts.TypeChecker): WhereKey | undefined => {
  const bare = bareExpression(condition)
  if (!ts.isBinaryExpression(bare) || bare.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) {
    return undefined
  }
  const { left, right } = bare
  return keyFrom(left, right, where, checker) ?? keyFrom(right, left, where, checker)
}

const keyFrom = (
  property: ts.Expression,
  value: ts.Expression,
  where: WrittenWhere,
  checker: ts.TypeChecker,
): WhereKey | undefined => {
  const path = pathOf(property, where, checker)
  if (path === undefined || !isPrimitiveType(checker.getTypeAtLocation(property))) return undefined
  return isOfRun(value, where, checker) && localsIn([value], where, checker).length > 0 ? { path, value } : undefined
}

/** Where in an event an expression looks: `["order", "id"]` of `event.order.id`; only what the event itself holds. */
const pathOf = (
  expression: ts.Expression,
  where: WrittenWhere,
  checker: ts.TypeChecker,
): readonly string[] | undefined => {
  const bare = bareExpression(expression)
  if (ts.isIdentifier(bare)) {
    const symbol = symbolOf(bare, checker)
    const [parameter] = where.parameters
    return symbol && parameter && pathOfBinding(parameter, symbol, checker)
  }
  if (ts.isOptionalChain(bare)) return undefined
  const key = ts.isPropertyAccessExpression(bare)
    ? bare.name.text
    : ts.isElementAccessExpression(bare) && ts.isStringLiteralLike(bare.argumentExpression)
      ? bare.argumentExpression.text
      : undefined
  const isAccess = ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare)
  if (key === undefined || !isAccess || !isOwn(bare, checker)) return undefined
  const before = pathOf(bare.expression, where, checker)
  return before && [...before, key]
}

/** `length` and its like are no properties of what is sent. */
const isOwn = (access: ts.PropertyAccessExpression | ts.ElementAccessExpression, checker: ts.TypeChecker): boolean => {
  const name = ts.isPropertyAccessExpression(access) ? access.name : access.argumentExpression
  const symbol = checker.getSymbolAtLocation(name)
  return symbol !== undefined && !isGlobal(symbol) && (symbol.flags & ts.SymbolFlags.Property) !== 0
}

/** Which part of the event a name of the parameter's pattern takes. */
const pathOfBinding = (
  { name, initializer, dotDotDotToken }: ts.ParameterDeclaration | ts.BindingElement,
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
): readonly string[] | undefined => {
  if (initializer !== undefined || dotDotDotToken !== undefined) return undefined
  if (ts.isIdentifier(name)) return checker.getSymbolAtLocation(name) === symbol ? [] : undefined
  if (ts.isArrayBindingPattern(name)) return undefined
  for (const element of name.elements) {
    const key = element.propertyName ?? element.name
    const inner = pathOfBinding(element, symbol, checker)
    if (inner === undefined) continue
    return ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? [key.text, ...inner] : undefined
  }
  return undefined
}

/** Whether an expression names nothing of the event, and has no code of its own. */
const isOfRun = (expression: ts.Expression, where: WrittenWhere, checker: ts.TypeChecker): boolean => {
  const visit = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node)) return false
    const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
    const isInside = symbol?.declarations?.some(
      (declaration) => ts.findAncestor(declaration, (above) => above === where) !== undefined,
    )
    return isInside !== true && ts.forEachChild(node, (child) => !visit(child) || undefined) !== true
  }
  return visit(expression)
}

/** Whether the conditions before a value say nothing of what it is made from: `order !== undefined && ... order.id`. */
const isFreeOf = (
  value: ts.Expression,
  before: readonly ts.Expression[],
  where: WrittenWhere,
  checker: ts.TypeChecker,
): boolean => {
  if (ts.isIdentifier(bareExpression(value))) return true
  const known = new Set(localsIn(before, where, checker).map(({ symbol }) => symbol))
  return !localsIn([value], where, checker).some(({ symbol }) => known.has(symbol))
}

/** Whether TypeScript may know more of the event once an equality holds: `event.kind === kind && event.only`. */
const tells = (condition: ts.Expression, checker: ts.TypeChecker): boolean => {
  const visit = (node: ts.Node): boolean => {
    const type = ts.isExpression(node) ? checker.getTypeAtLocation(node) : undefined
    const isUnion = type !== undefined && type.isUnion() && (type.flags & ts.TypeFlags.Boolean) === 0
    return isUnion || (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false)
  }
  const bare = bareExpression(condition)
  return ts.isBinaryExpression(bare) && (visit(bare.left) || visit(bare.right))
}

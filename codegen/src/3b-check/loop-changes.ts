import { resolveAlias } from "../1-read/authoring-word.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { codeOf } from "../1-read/helper-source.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf, isAssignment } from "../1-read/assignment-target.ts"
import { stepCallsOf } from "../2-analyze/await-meaning.ts"
import { mutationOf } from "../2-analyze/mutation.ts"
import type { Survey } from "../2-analyze/survey.ts"
import { rootOf } from "./root-of.ts"

/** The function that loops stand in. */
export interface LoopSurroundings {
  readonly survey: Survey
  /** Calls that are given copies. */
  readonly stepCalls: ReadonlySet<ts.Node>
  /** Its variables that a function inside it assigns, which may be called anywhere. */
  readonly assignedByFunctions: ReadonlySet<ts.Symbol>
  /** Whether such a function may change an object. */
  readonly functionsChangeObjects: boolean
}

/** What the turns of a loop may change. */
export interface LoopChanges {
  readonly outer: LoopSurroundings
  /** Variables that the body or the head assigns, and those that the body declares. */
  readonly assigned: ReadonlySet<ts.Symbol>
  /** Variables that only count: `i++`, `left -= 2`. */
  readonly counters: ReadonlySet<ts.Symbol>
  /** Whether an object that a local holds may change. */
  readonly objects: boolean
}

/** Finds what the loops of a function have to reckon with. */
export const surroundingsOf = (survey: Survey): LoopSurroundings => {
  const { body, checker, awaits } = survey
  const assignedByFunctions = new Set<ts.Symbol>()
  let functionsChangeObjects = false
  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (inFunction && ts.isIdentifier(node) && accessOf(node).writes) {
      const symbol = valueSymbolOf(node, checker)
      if (symbol !== undefined) assignedByFunctions.add(symbol)
    }
    if (inFunction && mutationOf(node, checker).kind !== "none") functionsChangeObjects = true
    ts.forEachChild(node, (child) => visit(child, inFunction || ts.isFunctionLike(node)))
  }
  visit(codeOf(body), false)
  const stepCalls = new Set([...awaits.values()].flatMap((meaning) => stepCallsOf(meaning).map(({ call }) => call)))
  return { survey, stepCalls, assignedByFunctions, functionsChangeObjects }
}

/** Finds what a loop may change, in itself and in the functions that are written inside it. */
export const changesOf = (loop: ts.IterationStatement, outer: LoopSurroundings): LoopChanges => {
  const { checker, suspends } = outer.survey
  const assigned = new Set<ts.Symbol>()
  const counters = new Set<ts.Symbol>()
  let objects = suspends.has(loop) && outer.functionsChangeObjects
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && (isDeclaredAtEachTurn(node, loop) || accessOf(node).writes)) {
      const symbol = valueSymbolOf(node, checker)
      if (symbol !== undefined) assigned.add(symbol)
      if (symbol !== undefined && isCounting(node)) counters.add(symbol)
    }
    if (!outer.stepCalls.has(node) && (mutationOf(node, checker).kind !== "none" || isOwnFunction(node, outer))) {
      objects = true
    }
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(loop, visit)
  return { outer, assigned, counters, objects }
}

/** Whether an expression has the same value at every turn of a loop. */
export const isInvariant = (expression: ts.Node, changes: LoopChanges): boolean => {
  const { checker } = changes.outer.survey
  if (isEffect(expression)) return false
  if (ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression)) {
    const root = rootOf(expression)
    if (changes.objects || root === undefined || !isInside(valueSymbolOf(root, checker), changes.outer)) return false
    if (isAccessor(expression, checker)) return false
  }
  if (ts.isIdentifier(expression) && !isMemberName(expression)) {
    const symbol = valueSymbolOf(expression, checker)
    return symbol !== undefined && !changes.assigned.has(symbol) && !mayChangeElsewhere(symbol, changes.outer)
  }
  return ts.forEachChild(expression, (part) => !isInvariant(part, changes) || undefined) !== true
}

const isEffect = (node: ts.Node): boolean =>
  ts.isCallExpression(node) ||
  ts.isNewExpression(node) ||
  ts.isTaggedTemplateExpression(node) ||
  ts.isAwaitExpression(node) ||
  ts.isDeleteExpression(node) ||
  ts.isFunctionLike(node) ||
  ts.isPostfixUnaryExpression(node) ||
  (ts.isPrefixUnaryExpression(node) && isUpdate(node.operator)) ||
  (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind))

const isUpdate = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken

/** A call of a function that is declared inside the workflow, which may change what its variables hold. */
const isOwnFunction = (node: ts.Node, outer: LoopSurroundings): boolean => {
  const callee = ts.isCallExpression(node) ? bareExpression(node.expression) : undefined
  if (callee === undefined || !ts.isIdentifier(callee)) return false
  return isInside(outer.survey.checker.getSymbolAtLocation(callee), outer)
}

const isInside = (symbol: ts.Symbol | undefined, { survey: { body } }: LoopSurroundings): boolean => {
  const declaration = symbol?.valueDeclaration
  return (
    declaration !== undefined &&
    declaration.getSourceFile() === body.getSourceFile() &&
    declaration.pos >= body.pos &&
    declaration.end <= body.end
  )
}

/** `i` of `for (let i = 0; ...)` is declared once; what the body declares, and `x` of `for (const x of xs)`, at each turn. */
const isDeclaredAtEachTurn = (node: ts.Identifier, loop: ts.IterationStatement): boolean => {
  const { parent } = node
  if (!ts.isVariableDeclaration(parent) && !ts.isBindingElement(parent) && !ts.isParameter(parent)) return false
  const { initializer } = ts.isForStatement(loop) ? loop : {}
  return initializer === undefined || node.pos < initializer.pos || node.end > initializer.end
}

const isMemberName = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node)

const isAccessor = (
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  checker: ts.TypeChecker,
): boolean => {
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node)
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Accessor) !== 0
}

/** `i++`, `i += 2`: towards something. */
const isCounting = (node: ts.Identifier): boolean => {
  const { parent } = node
  if (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) return isUpdate(parent.operator)
  if (!ts.isBinaryExpression(parent)) return false
  const { kind } = parent.operatorToken
  return kind === ts.SyntaxKind.PlusEqualsToken || kind === ts.SyntaxKind.MinusEqualsToken
}

/** A variable of a module may be assigned while the run waits, or by what the loop calls; a local by a function. */
const mayChangeElsewhere = (symbol: ts.Symbol, outer: LoopSurroundings): boolean => {
  const { valueDeclaration, declarations } = resolveAlias(symbol, outer.survey.checker)
  if (valueDeclaration === undefined) return declarations !== undefined
  const list = ts.findAncestor(valueDeclaration, ts.isVariableDeclarationList)
  if (list !== undefined && (list.flags & ts.NodeFlags.Const) !== 0) return false
  return !isInside(symbol, outer) || outer.assignedByFunctions.has(symbol)
}

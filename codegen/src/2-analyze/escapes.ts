import { isWrapper } from "../1-read/bare-expression.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf } from "../1-read/assignment-target.ts"
import { builtInOwner } from "./built-in-method.ts"
import { isAwaitedCallback, isCallback } from "./chained-call.ts"
import { type WrittenFunction, helperOf } from "../1-read/helper-source.ts"
import { functionBehind } from "./function-behind.ts"
import { isCallingMethod } from "./known-methods.ts"
import {
  type FunctionSource,
  isFunctionExpression,
  isAsync,
  isGenerator,
  nameOfFunction,
  runsLater,
} from "./local-function.ts"

/** Where a function is used as a value that somebody may keep, and how. */
export interface Escape {
  readonly node: ts.Node
  readonly how: string
}

/**
 * Whether somebody may keep a function that an expression answers: it is not only called there, and not only handed to
 * what calls it at once.
 */
export const escapeOf = (expression: ts.Node, checker: ts.TypeChecker): Escape | undefined =>
  escape(expression, { checker, judging: new Set() })

/** Whether nobody can call a function once the block in which it stands is left: of a function inside `bound`. */
export const staysWhereItStands = (source: ts.SignatureDeclaration, bound: ts.Node, checker: ts.TypeChecker): boolean =>
  stays(source, bound, { checker, judging: new Set() })

interface Judging {
  readonly checker: ts.TypeChecker
  /** Parameters and functions that are being judged: one that leads back to itself adds nothing. */
  readonly judging: Set<ts.Node>
}

const escape = (expression: ts.Node, at: Judging): Escape | undefined => {
  let node = expression
  while (isWrapper(node.parent)) node = node.parent
  const { parent } = node
  if (ts.isTypeQueryNode(parent) || ts.isTypeOfExpression(parent) || ts.isExpressionStatement(parent)) return undefined
  if (ts.isTaggedTemplateExpression(parent) && parent.tag === node) return undefined
  if (ts.isCallExpression(parent)) {
    // A callback of a promise is called by its name, or is a procedure itself.
    if (isCallback(node, at.checker)) return undefined
    if (parent.expression === node || isCalledBack(parent, node, at)) return undefined
    return { node, how: "it is handed on here" }
  }
  return { node, how: waysOut[parent.kind] ?? "it is used as a value here" }
}

const waysOut: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.PropertyAssignment]: "it is put into an object here",
  [ts.SyntaxKind.ShorthandPropertyAssignment]: "it is put into an object here",
  [ts.SyntaxKind.ArrayLiteralExpression]: "it is put into an array here",
  [ts.SyntaxKind.ReturnStatement]: "it is returned here",
  [ts.SyntaxKind.ArrowFunction]: "it is returned here",
  [ts.SyntaxKind.BinaryExpression]: "it is compared or assigned here",
  [ts.SyntaxKind.VariableDeclaration]: "it gets another name here",
  [ts.SyntaxKind.PropertyAccessExpression]: "a property of it is used here",
  [ts.SyntaxKind.ElementAccessExpression]: "a property of it is used here",
}

/** Whether a call only calls the function that it is given as an argument. */
const isCalledBack = (call: ts.CallExpression, argument: ts.Node, at: Judging): boolean => {
  const index = call.arguments.findIndex((each) => each === argument)
  if (index < 0 || call.arguments.slice(0, index).some(ts.isSpreadElement)) return false
  let callee: ts.Expression = call.expression
  while (isWrapper(callee)) callee = callee.expression
  if (ts.isPropertyAccessExpression(callee)) {
    const owner = builtInOwner(callee, at.checker)
    if (owner !== undefined) return isCallingMethod(owner, callee.name.text, index)
  }
  const helper = helperOf(callee, at.checker)
  if (helper !== undefined) return isDoneWith(call, helper.body, index, at)
  const source = isFunctionExpression(callee) ? callee : functionBehind(callee, at.checker)
  return source !== undefined && onlyCalls(source, index, at)
}

/** Whether an async function that a call waits for has done with what it is given once it ends. */
const isDoneWith = (call: ts.CallExpression, source: WrittenFunction, index: number, at: Judging): boolean => {
  const parameter = source.parameters[index]
  if (!isAwaited(call) || parameter === undefined || !ts.isIdentifier(parameter.name)) return false
  if (parameter.dotDotDotToken !== undefined || usesArguments(source)) return false
  if (at.judging.has(parameter)) return true
  at.judging.add(parameter)
  return usesOf(parameter.name, source, at.checker).every((use) => {
    if (accessOf(use).writes || ts.findAncestor(use.parent, ts.isFunctionLike) !== source) return false
    let node: ts.Node = use
    while (isWrapper(node.parent)) node = node.parent
    const { parent } = node
    if (!ts.isCallExpression(parent)) return false
    return parent.expression === node ? isAwaited(parent) || !isPromise(parent, at) : isCalledBack(parent, node, at)
  })
}

const isPromise = (call: ts.CallExpression, { checker }: Judging): boolean =>
  checker.getPropertyOfType(checker.getTypeAtLocation(call), "then") !== undefined

/** `await call()` */
const isAwaited = (call: ts.Node): boolean => {
  let node = call
  while (isWrapper(node.parent)) node = node.parent
  return ts.isAwaitExpression(node.parent)
}

/** Whether an async function is handed to one that only awaits it, and is awaited itself. */
const isHandedAndAwaited = (source: ts.Node, at: Judging): boolean => {
  let node = source
  while (isWrapper(node.parent)) node = node.parent
  const { parent } = node
  return ts.isCallExpression(parent) && parent.expression !== node && isCalledBack(parent, node, at)
}

/** Whether a function only calls what it is given as a parameter. */
const onlyCalls = (source: FunctionSource, index: number, at: Judging): boolean => {
  const parameter = source.parameters[index]
  if (parameter === undefined || source.body === undefined || runsLater(source)) return false
  if (!ts.isIdentifier(parameter.name) || parameter.dotDotDotToken !== undefined || usesArguments(source)) return false
  if (at.judging.has(parameter)) return true
  at.judging.add(parameter)
  return usesOf(parameter.name, source, at.checker).every((use) => isHarmlessUse(use, source, at))
}

/** A use that neither keeps the function nor stands in a function that is kept. */
const isHarmlessUse = (use: ts.Identifier, bound: ts.Node, at: Judging): boolean => {
  if (accessOf(use).writes || escape(use, at) !== undefined) return false
  for (let above = use.parent; above !== bound; above = above.parent) {
    if (ts.isFunctionLike(above) && !stays(above, bound, at)) return false
  }
  return true
}

const stays = (source: ts.SignatureDeclaration, bound: ts.Node, at: Judging): boolean => {
  if (isCallback(source, at.checker)) return isAwaitedCallback(source, at.checker)
  // One that is awaited where it is called has ended when control goes on.
  if (runsLater(source) && !isAwaitedByName(source, bound, at) && !isHandedAndAwaited(source, at)) return false
  if (at.judging.has(source)) return true
  at.judging.add(source)
  if (ts.isFunctionDeclaration(source) || (isFunctionExpression(source) && nameOfFunction(source) !== undefined)) {
    const name = nameOfFunction(source)
    return name !== undefined && usesOf(name, bound, at.checker).every((use) => isHarmlessUse(use, bound, at))
  }
  return isFunctionExpression(source) && escape(source, at) === undefined
}

/** Whether each call of an async function stands in an `await` of its own. */
const isAwaitedByName = (source: ts.SignatureDeclaration, bound: ts.Node, { checker }: Judging): boolean => {
  const name = isAsync(source) && !isGenerator(source) ? nameOfFunction(source) : undefined
  return (
    name !== undefined &&
    usesOf(name, bound, checker).every(({ parent }) => {
      let call = parent
      if (!ts.isCallExpression(call)) return false
      while (isWrapper(call.parent)) call = call.parent
      return ts.isAwaitExpression(call.parent)
    })
  )
}

/** `arguments` holds what every parameter holds. */
const usesArguments = (node: ts.Node): boolean =>
  (ts.isIdentifier(node) && node.text === "arguments") ||
  ts.forEachChild(node, (child) => usesArguments(child) || undefined) === true

/** Where a name that is declared inside `scope` is used. */
export const usesOf = (name: ts.Identifier, scope: ts.Node, checker: ts.TypeChecker): readonly ts.Identifier[] => {
  const symbol = checker.getSymbolAtLocation(name)
  if (symbol === undefined) return []
  return namesOf(scope.getSourceFile(), name.text).filter((node) => {
    if (node.pos < scope.pos || node.end > scope.end || isDeclaration(node)) return false
    return valueSymbolOf(node, checker) === symbol
  })
}

/** Every place of a file that spells a name, in order; one walk serves all names. */
const namesOf = (file: ts.SourceFile, text: string): readonly ts.Identifier[] => {
  const known = names.get(file) ?? identifiersByText(file)
  names.set(file, known)
  return known.get(text) ?? []
}

const names = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Identifier[]>>()

const identifiersByText = (file: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> => {
  const found: ts.Identifier[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return Map.groupBy(found, ({ text }) => text)
}

const isDeclaration = (node: ts.Identifier): boolean => {
  const { parent } = node
  return (
    (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent)) &&
    parent.name === node
  )
}

import { isBuiltin } from "node:module"

import { resolveAlias } from "../1-read/authoring-word.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { importedFrom } from "../1-read/imported-from.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { accessOf } from "../1-read/assignment-target.ts"
import { isPureBuiltin } from "./pure-builtins.ts"
import { isRecordedName } from "./recorded-use.ts"
import { type Scene, sceneOf } from "./scene.ts"

/** Refuses what a body does with names of its module that a run must not do: Node's own modules, and state that is shared. */
export const refusedOutsideNames = (body: ts.Node, checker: ts.TypeChecker): Diagnostic[] => {
  const found: Diagnostic[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    const refusal = ts.isIdentifier(node) ? builtinUse(node, checker, sceneOf(node)) : undefined
    const change = ts.isExpression(node) ? moduleStateChange(node, body, checker, sceneOf(node)) : undefined
    found.push(...[refusal, change].filter((each) => each !== undefined))
    ts.forEachChild(node, visit)
  }
  visit(body)
  return found
}

/** A name of one of Node's own modules, but for what only computes. */
export const builtinUse = (name: ts.Identifier, checker: ts.TypeChecker, scene: Scene): Diagnostic | undefined => {
  const from = importedFrom(name, checker)
  if (from === undefined || !isBuiltin(from.module) || isRecordedName(name, checker)) return undefined
  if (isPureBuiltin(name, from)) return undefined
  const { module, declaration } = from
  const { place, through, related } = scene
  const imported = { ...placeOf(declaration), label: "imported here" }
  return diagnostic("SW2402", place, { what: name.text, module, through }, [...related, imported])
}

/** `total += 1`, `tally.count++`, `delete cache.x`, `list.push(1)` of what the module declares. */
export const moduleStateChange = (
  node: ts.Expression,
  body: ts.Node,
  checker: ts.TypeChecker,
  scene: Scene,
): Diagnostic | undefined => {
  const changed = changedBy(node, checker)
  const root = changed && rootOf(changed)
  const symbol = root && valueSymbolOf(root, checker)
  const target = symbol && resolveAlias(symbol, checker)
  const declaration = target?.valueDeclaration
  if (root === undefined || declaration === undefined || target === undefined || isGlobal(target)) return undefined
  if (isInFunction(declaration.parent) || isInside(declaration, body)) return undefined
  const { place, through, related } = scene
  const declared = { ...placeOf(ts.getNameOfDeclaration(declaration) ?? declaration), label: "declared here" }
  return diagnostic("SW2404", place, { name: root.text, through }, [...related, declared])
}

/** What an expression is the target of, or changes by calling a method that changes. */
const changedBy = (node: ts.Expression, checker: ts.TypeChecker): ts.Expression | undefined => {
  if (ts.isDeleteExpression(node)) return node.expression
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const method = checker.getSymbolAtLocation(node.expression.name)
    return method !== undefined && isGlobal(method) && changing.has(method.name)
      ? node.expression.expression
      : undefined
  }
  const isTarget = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
  return isTarget && accessOf(node).writes ? node : undefined
}

/** Methods of arrays, Maps, Sets and Dates that change their receiver. */
const changing: ReadonlySet<string> = new Set(
  [
    "push pop shift unshift splice sort reverse fill copyWithin set add delete clear",
    "setTime setFullYear setMonth setDate setHours setMinutes setSeconds setMilliseconds",
  ].flatMap((names) => names.split(" ")),
)

const rootOf = (expression: ts.Expression): ts.Identifier | undefined => {
  const bare = bareExpression(expression)
  if (ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare)) return rootOf(bare.expression)
  return ts.isIdentifier(bare) ? bare : undefined
}

const isInFunction = (node: ts.Node): boolean => ts.findAncestor(node, ts.isFunctionLike) !== undefined

const isInside = (node: ts.Node, body: ts.Node): boolean =>
  ts.findAncestor(node, (above) => above === body) !== undefined

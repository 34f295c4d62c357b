import { resolveAlias } from "../../1-read/authoring-word.ts"
import { valueSymbolOf } from "../../1-read/value-symbol-of.ts"
import { isGlobal } from "../../1-read/is-global.ts"
import { reachedDeclarations } from "../../1-read/reached-declarations.ts"
import { ts } from "../../1-read/syntax.ts"
import { isValueName } from "../refused-use.ts"
import { calledBy } from "./called-function.ts"
import { isFunction } from "./evaluate.ts"
import { rememberedCallee } from "./evaluate-call.ts"
import { mayBeObject } from "./may-be-object.ts"

/**
 * Whether any code that a body reaches names an object of a module, or asks a package for one. Where none does, no value
 * can be one, and nobody need follow them.
 */
export const namesOwned = (body: ts.Node, checker: ts.TypeChecker): boolean => {
  const visit = (node: ts.Node): boolean => {
    if (ts.isTypeNode(node)) return false
    if (ts.isIdentifier(node) && isOwnedName(node, checker)) return true
    if (ts.isCallExpression(node) && asksPackage(node, checker)) return true
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false
  }
  return visit(body) || reachedDeclarations(body, checker).declarations.some(({ node }) => visit(node))
}

/** What is only called or constructed is no value of anything. */
const isOwnedName = (name: ts.Identifier, checker: ts.TypeChecker): boolean => {
  const { parent } = name
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === name) return false
  if ((ts.isClassLike(parent) && parent.name === name) || !isValueName(name)) return false
  const alias = valueSymbolOf(name, checker)
  const symbol = alias && resolveAlias(alias, checker)
  const declaration = symbol?.declarations?.[0]
  if (symbol === undefined || declaration === undefined || isGlobal(symbol)) return false
  const isInside = ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined || ts.isParameter(declaration)
  return !isInside && !isFunction(declaration) && mayBeObject(name, checker)
}

const asksPackage = (call: ts.CallExpression, checker: ts.TypeChecker): boolean =>
  calledBy(call.expression, checker).kind === "opaque" && rememberedCallee(call, checker).kind === "other"

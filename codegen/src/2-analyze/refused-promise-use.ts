import { isWrapper } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { isValueName } from "./refused-use.ts"

/**
 * Refuses the methods of promises, and `Promise` itself, as values: a promise in a frame stands for a wait, and only
 * codegen can chain something to it, where it sees the call.
 */
export const refusedPromiseUse = (node: ts.Node, checker: ts.TypeChecker): Diagnostic | undefined => {
  const method = methodTaken(node, checker)
  if (method !== undefined) {
    const construct = `Taking \`${method}\` from a promise without calling it`
    return diagnostic("SW2001", placeOf(node), { construct, remedy: `Call it where it is named: \`.${method}(...)\`.` })
  }
  if (!ts.isIdentifier(node) || node.text !== "Promise" || !isValueName(node)) return undefined
  const symbol = checker.getSymbolAtLocation(node)
  if (symbol === undefined || !isGlobal(symbol) || isUsedInPlace(node)) return undefined
  const remedy = "Call its methods by their names, as in `Promise.all(...)`."
  return diagnostic("SW2001", placeOf(node), { construct: "`Promise` as a value", remedy })
}

const methods: ReadonlySet<string> = new Set(["then", "catch", "finally"])

const methodTaken = (node: ts.Node, checker: ts.TypeChecker): string | undefined => {
  if (ts.isPropertyAccessExpression(node)) {
    const { name, expression } = node
    if (!methods.has(name.text) || isCalledOrAsked(node)) return undefined
    return isPromise(checker.getTypeAtLocation(expression), checker) ? name.text : undefined
  }
  if (ts.isElementAccessExpression(node)) {
    const { argumentExpression: key, expression } = node
    if (!ts.isStringLiteralLike(key) || !methods.has(key.text) || isCalledOrAsked(node)) return undefined
    return isPromise(checker.getTypeAtLocation(expression), checker) ? key.text : undefined
  }
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return undefined
  const name = node.propertyName ?? node.name
  if (!(ts.isIdentifier(name) || ts.isStringLiteralLike(name)) || !methods.has(name.text)) return undefined
  return isPromise(checker.getTypeAtLocation(node.parent), checker) ? name.text : undefined
}

/** Whether a value has a `then` that can be called; data may have one too. */
export const isPromise = (type: ts.Type, checker: ts.TypeChecker): boolean =>
  (type.isUnion() ? type.types : [type]).some((part) => {
    const then = (part.flags & ts.TypeFlags.Any) === 0 ? checker.getPropertyOfType(part, "then") : undefined
    return then !== undefined && checker.getTypeOfSymbol(then).getCallSignatures().length > 0
  })

/** `promise.then(...)`, or `typeof value.then`. */
const isCalledOrAsked = (node: ts.Node): boolean => {
  const { parent } = node
  if (isWrapper(parent)) return isCalledOrAsked(parent)
  return ts.isTypeOfExpression(parent) || (ts.isCallExpression(parent) && parent.expression === node)
}

/** `Promise.all(...)`, `new Promise(...)`, `value instanceof Promise`, `value.constructor === Promise`. */
const isUsedInPlace = (node: ts.Identifier): boolean => {
  const { parent } = node
  if (ts.isNewExpression(parent) || ts.isBinaryExpression(parent)) return true
  // What other words mean is told where they are called.
  if (ts.isElementAccessExpression(parent)) return isCalledOrAsked(parent)
  return ts.isPropertyAccessExpression(parent) && isCalledOrAsked(parent)
}

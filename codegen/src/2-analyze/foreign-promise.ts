import { bareExpression } from "../1-read/bare-expression.ts"
import { type ChainCall, callbacksOf, chainCallOf } from "./chained-call.ts"
import { calleeOf } from "../1-read/callee.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { resolveAlias } from "../1-read/authoring-word.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"

/** Refuses a promise that a run cannot wait for, with what to write instead. */
export const foreignPromise = (promise: ts.Expression, checker: ts.TypeChecker): Diagnostic => {
  const text = promise.getText()
  const what = text.length > 60 ? `${text.slice(0, 57)}...` : text
  return diagnostic("SW2202", placeOf(promise), { what, remedy: remedyFor(promise, checker) })
}

/** Refuses a chained call whose callback codegen cannot call later. */
export const refusedCallback = (chain: ChainCall, checker: ts.TypeChecker): Diagnostic => {
  const callbacks = callbacksOf(chain, checker)
  if (!("kind" in callbacks)) return foreignPromise(chain.call, checker)
  return diagnostic("SW2001", placeOf(callbacks), {
    construct: `A callback of \`.${chain.method}\` that is neither written there nor named by a \`const\` or a function`,
    remedy: "Write an arrow function here, and call it there: `(value) => f(value)`.",
  })
}

/** `then`, `catch` or `finally`, when a call chains one of them to a promise. */
export const chainedMethod = (call: ts.Expression, checker: ts.TypeChecker): string | undefined => {
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined
  const { name, expression } = call.expression
  return chains.has(name.text) && isThenable(expression, checker) ? name.text : undefined
}

/** Whether the value of an expression has a `then`. */
export const isThenable = (node: ts.Expression, checker: ts.TypeChecker): boolean =>
  isThenableType(checker.getTypeAtLocation(node), checker)

export const isThenableType = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  const parts = type.isUnion() ? type.types : [type]
  return parts.some(
    (part) => (part.flags & ts.TypeFlags.Any) === 0 && checker.getPropertyOfType(part, "then") !== undefined,
  )
}

/** `promises.pop()`, `byName.get(name)`: it gives a promise that was put there. */
export const takesOut = ({ expression }: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const callee = bareExpression(expression)
  if (!ts.isPropertyAccessExpression(callee) || isThenable(callee.expression, checker)) return false
  const method = checker.getSymbolAtLocation(callee.name)
  return method !== undefined && isGlobal(method)
}

const chains: ReadonlyMap<string, string> = new Map([
  ["then", "Await the promise before `.then`, and write what follows behind it: `const value = await ...`."],
  ["catch", "Await the promise before `.catch` in a `try`, and write the rest in its `catch`."],
  ["finally", "Await the promise before `.finally` in a `try`, and write the rest in its `finally`."],
])

/** What is begun in a function that nobody awaits; else what is wrong with the promise itself. */
const remedyForChain = ({ receiver }: ChainCall, checker: ts.TypeChecker): string => {
  const bare = bareExpression(receiver)
  const kind = ts.isCallExpression(bare) ? calleeOf(bare, checker).kind : "other"
  return kind === "step" || kind === "helper" || kind === "word"
    ? "Call it in the body or in an `async` function, and await it there."
    : remedyFor(bare, checker)
}

const remedyFor = (promise: ts.Expression, checker: ts.TypeChecker): string => {
  const chain = chainCallOf(promise, checker)
  if (chain !== undefined) return remedyForChain(chain, checker)
  const chained = chains.get(chainedMethod(promise, checker) ?? "")
  if (chained !== undefined) return chained
  if (setsTimer(promise, checker)) return "Write `await sleep(...)`: it outlasts the process, and costs nothing."
  if (ts.isTaggedTemplateExpression(promise)) return "Call the function with parentheses, or move the work into a step."
  const parameter = calledParameter(promise, checker)
  if (parameter !== undefined) {
    return `Make \`${parameter}\` known wherever this is called: hand over a step or an async function by its name, or an arrow function.`
  }
  const chosen = chosenFunction(promise, checker)
  if (chosen !== undefined) return `Choose between calls, and not between the functions that \`${chosen}\` may be.`
  const own = ownFunction(promise, checker)
  if (own !== undefined) return `Declare \`${own}\` as \`async\`: then it is compiled like the workflow itself.`
  const method = instanceMethod(promise, checker)
  if (method !== undefined) {
    return `Move the work into a step; or, where it only calls steps, write \`${method}\` as an \`async\` function or a \`static\` method.`
  }
  const type = checker.getTypeAtLocation(promise)
  const mayBePromise = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || isThenable(promise, checker)
  return mayBePromise
    ? "Move the asynchronous work into a step, and await the step."
    : "Remove `await`: this is no promise."
}

/** A local that holds one function or another. */
const chosenFunction = (promise: ts.Expression, checker: ts.TypeChecker): string | undefined => {
  const callee = ts.isCallExpression(promise) ? bareExpression(promise.expression) : undefined
  const declaration = callee && checker.getSymbolAtLocation(callee)?.valueDeclaration
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) {
    return undefined
  }
  const value = bareExpression(declaration.initializer)
  return ts.isConditionalExpression(value) || ts.isElementAccessExpression(value)
    ? declaration.name.getText()
    : undefined
}

/** The parameter that is called for its promise. */
const calledParameter = (promise: ts.Expression, checker: ts.TypeChecker): string | undefined => {
  const callee = ts.isCallExpression(promise) ? bareExpression(promise.expression) : undefined
  const declaration = callee && checker.getSymbolAtLocation(callee)?.valueDeclaration
  return declaration !== undefined && ts.isParameter(declaration) ? declaration.name.getText() : undefined
}

/** The name of a method of the project's instances that is called for its promise. */
const instanceMethod = (promise: ts.Expression, checker: ts.TypeChecker): string | undefined => {
  const callee = ts.isCallExpression(promise) ? bareExpression(promise.expression) : undefined
  const declaration = callee && checker.getSymbolAtLocation(callee)?.valueDeclaration
  if (declaration === undefined || !ts.isMethodDeclaration(declaration)) return undefined
  if (declaration.getSourceFile().isDeclarationFile || !ts.isClassLike(declaration.parent)) return undefined
  const isStatic = declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false
  return isStatic ? undefined : declaration.name.getText()
}

/** The name of a function of the project that is called for its promise, and is not `async`. */
const ownFunction = (promise: ts.Expression, checker: ts.TypeChecker): string | undefined => {
  const callee = ts.isCallExpression(promise) ? bareExpression(promise.expression) : undefined
  const symbol = callee && checker.getSymbolAtLocation(callee)
  const declaration = symbol && resolveAlias(symbol, checker).valueDeclaration
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined
  const initializer = ts.isVariableDeclaration(declaration) && declaration.initializer
  const value = initializer ? bareExpression(initializer) : declaration
  const isFunction = ts.isFunctionDeclaration(value) || ts.isArrowFunction(value) || ts.isFunctionExpression(value)
  return isFunction ? callee?.getText() : undefined
}

/** `new Promise((done) => setTimeout(done, 1000))`, and a call of a function that makes one. */
const setsTimer = (promise: ts.Expression, checker: ts.TypeChecker): boolean => {
  if (ts.isNewExpression(promise)) return mentionsTimer(promise)
  if (!ts.isCallExpression(promise)) return false
  const callee = bareExpression(promise.expression)
  const symbol = checker.getSymbolAtLocation(callee)
  const declaration = symbol && resolveAlias(symbol, checker).valueDeclaration
  if (declaration === undefined) return false
  // `setTimeout` of `node:timers/promises`
  if (symbol !== undefined && resolveAlias(symbol, checker).name === "setTimeout") return true
  const isOwn = !declaration.getSourceFile().isDeclarationFile
  return (
    isOwn &&
    (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration)) &&
    mentionsTimer(declaration)
  )
}

const mentionsTimer = (node: ts.Node): boolean =>
  (ts.isIdentifier(node) && node.text === "setTimeout") ||
  ts.forEachChild(node, (child) => mentionsTimer(child) || undefined) === true

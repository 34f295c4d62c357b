import { bareExpression, isWrapper } from "../1-read/bare-expression.ts"
import { type HelperSource, helperOf } from "../1-read/helper-source.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { resolveAlias } from "../1-read/authoring-word.ts"
import { builtInOwner } from "./built-in-method.ts"
import { functionBehind } from "./function-behind.ts"
import { isHarmlessGlobal } from "./known-methods.ts"
import { isAsync, isFunctionExpression, isGenerator, nameOfFunction } from "./local-function.ts"

/** A method of Promise that answers another promise. */
export type ChainMethod = "then" | "catch" | "finally"

/** A call of one of them, with what it is called on and what it is given. */
export interface ChainCall {
  readonly call: ts.CallExpression
  readonly method: ChainMethod
  readonly receiver: ts.Expression
  /** By what calls them: the second one of `then` is called as that of `catch`. */
  readonly passed: readonly (readonly [ChainMethod, ts.Expression])[]
}

/** A function that is called once a promise has ended. */
export interface Callback {
  readonly on: ChainMethod
  readonly helper: HelperSource
  /** Its answer is a promise of its own. */
  readonly isAsync: boolean
}

/** The chained call that an expression is: `promise.then(f)`, by what the method is and not by its name alone. */
export const chainCallOf = (node: ts.Node, checker: ts.TypeChecker): ChainCall | undefined => {
  if (!ts.isCallExpression(node) || ts.isOptionalChain(node)) return undefined
  const callee = bareExpression(node.expression)
  if (!ts.isPropertyAccessExpression(callee) || builtInOwner(callee, checker) !== "Promise") return undefined
  const methods = callers.get(callee.name.text)
  if (methods === undefined || node.arguments.length > methods.length) return undefined
  if (node.arguments.some(ts.isSpreadElement)) return undefined
  const passed = methods.flatMap((on, index) => {
    const argument = node.arguments[index]
    return argument === undefined ? [] : [[on, argument] as const]
  })
  return { call: node, method: callee.name.text as ChainMethod, receiver: callee.expression, passed }
}

const callers: ReadonlyMap<string, readonly ChainMethod[]> = new Map([
  ["then", ["then", "catch"]],
  ["catch", ["catch"]],
  ["finally", ["finally"]],
])

/** The callbacks of a chained call; the argument that is none which codegen could call later. */
export const callbacksOf = (
  { passed, receiver }: ChainCall,
  checker: ts.TypeChecker,
): readonly Callback[] | ts.Expression => {
  const callbacks: Callback[] = []
  for (const [on, argument] of passed) {
    if (isNothing(argument, checker)) continue
    const callback = callbackOf(on, argument, { receiver, checker })
    if (callback === undefined) return argument
    callbacks.push(callback)
  }
  return callbacks
}

/** `then(undefined, f)`, `catch(null)` */
const isNothing = (argument: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(argument)
  if (bare.kind === ts.SyntaxKind.NullKeyword) return true
  const symbol = ts.isIdentifier(bare) && bare.text === "undefined" ? checker.getSymbolAtLocation(bare) : undefined
  return symbol !== undefined && (symbol.declarations ?? []).length === 0
}

interface Called {
  readonly receiver: ts.Expression
  readonly checker: ts.TypeChecker
}

const callbackOf = (on: ChainMethod, argument: ts.Expression, { receiver, checker }: Called): Callback | undefined => {
  const bare = bareExpression(argument)
  if (isFunctionExpression(bare)) {
    if (isGenerator(bare) || namesItself(bare, checker)) return undefined
    return { on, helper: { name: nameFor(receiver, on), body: bare }, isAsync: isAsync(bare) }
  }
  if (!ts.isIdentifier(bare)) return undefined
  const helper = helperOf(bare, checker)
  if (helper !== undefined) return { on, helper, isAsync: true }
  return isSettled(bare, checker) ? { on, helper: { name: bare.text, body: bare }, isAsync: false } : undefined
}

/** Whether a function calls itself by a name that only it has. */
const namesItself = (source: ts.ArrowFunction | ts.FunctionExpression, checker: ts.TypeChecker): boolean => {
  if (!ts.isFunctionExpression(source) || source.name === undefined) return false
  const symbol = checker.getSymbolAtLocation(source.name)
  const visit = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node !== source.name && checker.getSymbolAtLocation(node) === symbol) ||
    (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false)
  return symbol !== undefined && visit(source.body)
}

/** Whether a name always stands for the one function whose code is known, or for a function of JavaScript's own. */
const isSettled = (name: ts.Identifier, checker: ts.TypeChecker): boolean => {
  const alias = checker.getSymbolAtLocation(name)
  const symbol = alias && resolveAlias(alias, checker)
  if (symbol === undefined) return false
  if (isGlobal(symbol)) {
    return isHarmlessGlobal(name.text) && checker.getTypeAtLocation(name).getCallSignatures().length > 0
  }
  const source = functionBehind(name, checker)
  return source?.body !== undefined && !isGenerator(source) && nameOfFunction(source) !== undefined
}

/** The type of what a function is called with that is passed by its name; `undefined` of `finally`. */
export const valuePassedTo = (name: ts.Identifier, checker: ts.TypeChecker): ts.Type | "error" | undefined => {
  const chain = chainAround(name, checker)
  const [on] = chain?.passed.find(([, argument]) => bareExpression(argument) === name) ?? []
  if (chain === undefined || on === undefined || on === "finally") return undefined
  if (on === "catch") return "error"
  return checker.getAwaitedType(checker.getTypeAtLocation(chain.receiver))
}

/** Whether an expression is a callback of a chained call. */
export const isCallback = (node: ts.Node, checker: ts.TypeChecker): boolean => chainAround(node, checker) !== undefined

/** Whether an `await` waits for the end of the chain that calls a callback. */
export const isAwaitedCallback = (callback: ts.Node, checker: ts.TypeChecker): boolean => {
  const chain = chainAround(callback, checker)
  return chain !== undefined && isAwaited(chain.call, checker)
}

const isAwaited = (call: ts.Node, checker: ts.TypeChecker): boolean => {
  const { parent } = call
  if (ts.isAwaitExpression(parent)) return true
  if (isWrapper(parent)) return isAwaited(parent, checker)
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== call) return false
  return chainCallOf(parent.parent, checker) !== undefined && isAwaited(parent.parent, checker)
}

/** The chained call that is given an expression. */
const chainAround = (node: ts.Node, checker: ts.TypeChecker): ChainCall | undefined => {
  let argument = node
  while (isWrapper(argument.parent)) argument = argument.parent
  const chain = chainCallOf(argument.parent, checker)
  return chain?.passed.some(([, passed]) => passed === argument) === true ? chain : undefined
}

/** `chargeCatch` of `charge(order).catch(...)`. */
const nameFor = (receiver: ts.Expression, on: ChainMethod): string =>
  `${rootName(receiver)}${on.charAt(0).toUpperCase()}${on.slice(1)}`

const rootName = (node: ts.Expression): string => {
  const bare = bareExpression(node)
  if (ts.isCallExpression(bare)) return rootName(bare.expression)
  if (ts.isIdentifier(bare)) return bare.text
  if (!ts.isPropertyAccessExpression(bare)) return "promise"
  return bare.name.text === "with" || callers.has(bare.name.text) ? rootName(bare.expression) : bare.name.text
}

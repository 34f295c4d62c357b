import { bareExpression } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { isArray } from "./array-type.ts"

/** How a `for..of` goes on from turn to turn without its iterator, which cannot be stored. */
export interface Iteration {
  /** What is evaluated once: `prices` of `prices.entries()`. */
  readonly receiver: ts.Expression
  /** What is asked of it at every turn; an array's own elements are simply read. */
  readonly method: "entries" | "keys" | "values" | undefined
  /** Arrays only, so that an index is enough. */
  readonly isArray: boolean
  /** A Map or Set, whose entries may be removed while the loop runs. */
  readonly mayLose: boolean
}

/** How to iterate what a `for..of` names; `undefined` of what only an iterator knows. */
export const iterationOf = (expression: ts.Expression, checker: ts.TypeChecker): Iteration | undefined => {
  const method = methodCall(expression, checker)
  const receiver = method === undefined ? expression : method.receiver
  const type = checker.getTypeAtLocation(receiver)
  const known = iterationOfType(type, checker)
  if (known === undefined || (method !== undefined && partsOf(type).some(isText))) return undefined
  return { ...known, receiver, method: method?.name }
}

/** How to iterate a value of a type; `undefined` of what only an iterator knows. */
export const iterationOfType = (
  type: ts.Type,
  checker: ts.TypeChecker,
): Pick<Iteration, "isArray" | "mayLose"> | undefined => {
  const shapes = partsOf(type).map((part) => shapeOf(part, checker))
  if (shapes.length === 0 || shapes.some((shape) => shape === undefined)) return undefined
  return { isArray: shapes.every((shape) => shape === "array"), mayLose: shapes.includes("collection") }
}

const methodCall = (
  expression: ts.Expression,
  checker: ts.TypeChecker,
): { readonly receiver: ts.Expression; readonly name: "entries" | "keys" | "values" } | undefined => {
  const call = bareExpression(expression)
  if (!ts.isCallExpression(call) || ts.isOptionalChain(call) || call.arguments.length > 0) return undefined
  const callee = bareExpression(call.expression)
  if (!ts.isPropertyAccessExpression(callee)) return undefined
  const name = callee.name.text
  if (name !== "entries" && name !== "keys" && name !== "values") return undefined
  // `Object.entries(o)` and a function of the author's answer an array, if anything.
  const receiver = callee.expression
  return partsOf(checker.getTypeAtLocation(receiver)).every((part) => shapeOf(part, checker) !== undefined)
    ? { receiver, name }
    : undefined
}

const partsOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type])

const shapeOf = (type: ts.Type, checker: ts.TypeChecker): "array" | "collection" | "string" | "bytes" | undefined => {
  if (isArray(type, checker)) return "array"
  if (isText(type)) return "string"
  const symbol = type.getSymbol()
  if (symbol === undefined || !isGlobal(symbol)) return undefined
  if (/^(Readonly)?(Map|Set)$/.test(symbol.name)) return "collection"
  return /^(Int|Uint|Float|BigInt|BigUint)\d+(Clamped)?Array$/.test(symbol.name) ? "bytes" : undefined
}

/** A string, branded or not. */
const isText = (type: ts.Type): boolean =>
  (type.flags & ts.TypeFlags.StringLike) !== 0 || (type.isIntersection() && type.types.some(isText))

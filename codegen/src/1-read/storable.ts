import { handleWordOf } from "./handle-call.ts"
import { isGlobal } from "./is-global.ts"
import { ts } from "./syntax.ts"

/** Whether values of a type survive a wait, as far as the type says; if not, which part of them does not. */
export type Storable =
  | { readonly ok: true }
  /** `path` leads from the value to the part: `.to`, `[number]`; `what` is "a function". */
  | { readonly ok: false; readonly path: string; readonly what: string }

/** Looks through a type for what the codec cannot store (SW3101); `any` and `unknown` are checked at run time. */
export const storable = (type: ts.Type, checker: ts.TypeChecker): Storable =>
  walk(type, { checker, seen: new Set(), path: "", depth: 0 })

/** The sentence for SW3101: "`send.to` is a function". */
export const storableReason = (name: string, found: Storable & { readonly ok: false }): string =>
  `\`${name}${found.path}\` is ${found.what}`

interface Walk {
  readonly checker: ts.TypeChecker
  readonly seen: Set<ts.Type>
  readonly path: string
  readonly depth: number
}

const storedPrimitive =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike

const fine: Storable = { ok: true }

/** Global classes that the codec stores as a whole. */
const leaves: ReadonlySet<string> = new Set(
  [
    "Object Date RegExp ArrayBuffer DataView",
    "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array",
    "Float32Array Float64Array BigInt64Array BigUint64Array",
    "Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError SuppressedError",
  ].flatMap((names) => names.split(" ")),
)

/** Global generic collections that it stores with what they hold. */
const collections: ReadonlySet<string> = new Set(["Map", "Set", "ReadonlyMap", "ReadonlySet", "Array", "ReadonlyArray"])

const walk = (type: ts.Type, at: Walk): Storable => {
  if (type.flags & ts.TypeFlags.ESSymbolLike) return refuse(at, "a symbol")
  if (type.isUnion()) return first(type.types, (member) => walk(member, at))
  // A branded primitive: `string & { [brand]: "Id" }`.
  if (type.isIntersection() && type.types.some(({ flags }) => flags & storedPrimitive)) return fine
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) || at.seen.has(type) || at.depth > 10) {
    return fine
  }
  at.seen.add(type)
  if (type.getCallSignatures().length > 0) return refuse(at, "a function")
  if (type.getConstructSignatures().length > 0) return refuse(at, "a class")
  if (at.checker.isArrayType(type) || at.checker.isTupleType(type)) {
    return first(argumentsOf(type, at), (element) => walk(element, below(at, "[number]")))
  }
  // A run knows it by its number.
  if (handleWordOf(type, at.checker) !== undefined) return fine
  const symbol = type.getSymbol()
  return symbol === undefined ? properties(type, at) : named(type, symbol, at)
}

const named = (type: ts.Type, symbol: ts.Symbol, at: Walk): Storable => {
  if (isGlobal(symbol)) {
    if (leaves.has(symbol.name)) return fine
    if (collections.has(symbol.name)) {
      return first(argumentsOf(type, at), (element) => walk(element, below(at, "[value]")))
    }
    // One of a step, a wait or a helper: no other is let into a workflow.
    if (symbol.name === "Promise") {
      return first(argumentsOf(type, at), (value) => walk(value, below(at, "[awaited]")))
    }
    if (symbol.name === "PromiseLike") return refuse(at, "a promise")
    if (/Iterator|Generator/.test(symbol.name)) return refuse(at, "an iterator")
  }
  if (isErrorClass(type, at.checker)) return fine
  if (symbol.flags & ts.SymbolFlags.Class) return refuse(at, `an instance of class \`${symbol.name}\``)
  const found = properties(type, at)
  return !found.ok && isGlobal(symbol) && symbol.flags & ts.SymbolFlags.Interface
    ? refuse(at, `a \`${symbol.name}\``)
    : found
}

const properties = (type: ts.Type, at: Walk): Storable => {
  const named = type.getProperties().filter(({ escapedName }) => !String(escapedName).startsWith("__@"))
  const inProperties = first(named, (property) => {
    const there = below(at, `.${property.name}`)
    return isComputed(property)
      ? refuse(there, "a getter or setter")
      : walk(at.checker.getTypeOfSymbol(property), there)
  })
  return inProperties.ok
    ? first(at.checker.getIndexInfosOfType(type), (index) => walk(index.type, below(at, "[key]")))
    : inProperties
}

/** `{ get total() { ... } }`: a value would come back in the place of code. */
const isComputed = ({ declarations = [] }: ts.Symbol): boolean =>
  declarations.some((each) => ts.isAccessor(each) && ts.isObjectLiteralExpression(each.parent))

/** Errors are stored by tag, or as name, message, cause and properties. */
export const isErrorClass = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  const parts = type.isIntersection() ? type.types : [type]
  return parts.some((part) => {
    const symbol = part.getSymbol()
    if (symbol === undefined) return false
    if (symbol.name === "Error" && isGlobal(symbol)) return true
    const declared = checker.getDeclaredTypeOfSymbol(symbol)
    return declared.isClassOrInterface() && checker.getBaseTypes(declared).some((base) => isErrorClass(base, checker))
  })
}

/** Whether values of a type come back from storage as instances of the same global class. */
export const keepsClass = (type: ts.Type): boolean => {
  const symbol = type.getSymbol()
  return symbol !== undefined && isGlobal(symbol) && leaves.has(symbol.name)
}

/** A type reference also carries `this`; only the written arguments count. */
const argumentsOf = (type: ts.Type, { checker }: Walk): readonly ts.Type[] =>
  checker.getTypeArguments(type as ts.TypeReference) // every array and collection is a reference

const first = <Part>(parts: readonly Part[], check: (part: Part) => Storable): Storable => {
  for (const part of parts) {
    const found = check(part)
    if (!found.ok) return found
  }
  return fine
}

const below = (at: Walk, step: string): Walk => ({ ...at, path: at.path + step, depth: at.depth + 1 })

const refuse = ({ path }: Walk, what: string): Storable => ({ ok: false, path, what })

/** Methods of built-in objects that change nothing but what their callbacks change, by the name of their interface. */
const reading: Readonly<Record<string, string>> = {
  Array:
    "at concat entries every filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join keys lastIndexOf " +
    "map reduce reduceRight slice some toLocaleString toReversed toSorted toSpliced toString values with",
  ReadonlyArray: "*",
  Map: "entries forEach get has keys values",
  ReadonlyMap: "*",
  Set: "difference entries forEach has intersection isDisjointFrom isSubsetOf isSupersetOf keys symmetricDifference union values",
  ReadonlySet: "*",
  String: "*",
  Number: "*",
  Boolean: "*",
  BigInt: "*",
  Symbol: "*",
  Math: "*",
  JSON: "*",
  Console: "*",
  ObjectConstructor: "entries fromEntries getOwnPropertyNames groupBy hasOwn is isFrozen isSealed keys values",
  ArrayConstructor: "from isArray of",
  MapConstructor: "groupBy",
  NumberConstructor: "*",
  StringConstructor: "*",
  DateConstructor: "*",
  BigIntConstructor: "*",
  Object: "hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf",
  Date: "/^(get|to|valueOf)/",
  RegExp: "toString",
  Error: "toString",
  Iterator: "*",
  IteratorObject: "*",
  ArrayIterator: "*",
  MapIterator: "*",
  SetIterator: "*",
  StringIterator: "*",
  RegExpStringIterator: "*",
  NumberFormat: "*",
  DateTimeFormat: "*",
}

const callsBack = "every filter find findIndex findLast findLastIndex flatMap forEach map reduce reduceRight some"

/** Methods that call what they are given while they run, and keep nothing of it: by the place of it among the arguments. */
const calling: readonly Readonly<Record<string, string>>[] = [
  {
    Array: `${callsBack} sort toSorted`,
    ReadonlyArray: `${callsBack} toSorted`,
    Map: "forEach",
    ReadonlyMap: "forEach",
    Set: "forEach",
    ReadonlySet: "forEach",
  },
  {
    ArrayConstructor: "from",
    MapConstructor: "groupBy",
    ObjectConstructor: "groupBy",
    String: "replace replaceAll",
    JSON: "parse stringify",
  },
]

/** Methods by which a collection only grows. */
const growing: Readonly<Record<string, string>> = { Array: "push", Map: "set", Set: "add" }

/** Global functions and constructors that change none of their arguments. */
const harmless: ReadonlySet<string> = new Set(
  (
    "Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float32Array Float64Array Int16Array Int32Array " +
    "Int8Array Map Number Object RangeError ReferenceError RegExp Set String SyntaxError TypeError URIError URL URLSearchParams Uint16Array " +
    "Uint32Array Uint8Array Uint8ClampedArray AggregateError decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN " +
    "parseFloat parseInt structuredClone atob btoa TextEncoder TextDecoder"
  ).split(" "),
)

/** Whether a built-in method leaves its receiver and its arguments as they are. */
export const isReadingMethod = (owner: string, method: string): boolean => matches(reading[owner], method)

/** Whether a built-in method only calls the function that it is given as an argument, and is done with it when it returns. */
export const isCallingMethod = (owner: string, method: string, argument: number): boolean =>
  matches(calling[argument]?.[owner], method)

/** Whether a built-in method only lets its receiver grow. */
export const isGrowingMethod = (owner: string, method: string): boolean => matches(growing[owner], method)

/** Whether a global function or constructor leaves its arguments as they are. */
export const isHarmlessGlobal = (name: string): boolean => harmless.has(name)

const matches = (methods: string | undefined, method: string): boolean => {
  if (methods === undefined) return false
  if (methods.startsWith("/")) return new RegExp(methods.slice(1, -1)).test(method)
  return methods === "*" || methods.split(" ").includes(method)
}

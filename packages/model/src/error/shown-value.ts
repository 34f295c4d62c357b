/**
 * Any value in a few words, for a message: it is never looked into, so that nothing of it can throw.
 *
 * @example
 * shownValue("soon") // '"soon"'
 */
export const shownValue = (value: unknown): string => {
  switch (typeof value) {
    case "string":
      return value.length <= longest ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, longest))}...`
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object"
    case "function":
      return "a function"
    case "symbol":
      return "a symbol"
    case "bigint":
      return "a BigInt"
    default:
      return Object.is(value, -0) ? "-0" : String(value)
  }
}

const longest = 100

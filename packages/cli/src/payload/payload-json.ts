import { inspect } from "node:util"

/**
 * A value as JSON for a program to read. What JSON has no word for is written as a program would expect it (dates as
 * ISO text, BigInts as digits, errors as objects), and as `{ "inspected": "..." }` where there is no such way.
 */
export const payloadJson = (value: unknown): unknown => convert(value, [])

/** No reader of JSON is to be trusted with more nesting. */
const deepest = 200

/** Whether JSON says all of a value: written and read again it is the same. */
export const isJson = (value: unknown, above: readonly unknown[] = []): boolean => {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0)
  if (typeof value !== "object" || above.length === deepest || above.includes(value)) return false
  if (Array.isArray(value)) {
    return Object.keys(value).length === value.length && value.every((item) => isJson(item, [...above, value]))
  }
  return isPlain(value) && Object.values(value).every((item) => isJson(item, [...above, value]))
}

const convert = (value: unknown, above: readonly unknown[]): unknown => {
  if (isJson(value)) return value
  if (value === undefined) return null
  if (typeof value === "bigint") return String(value)
  if (typeof value !== "object" || value === null || above.length === deepest || above.includes(value)) {
    return { inspected: inspect(value) }
  }
  const within = [...above, value]
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => convert(item, within))
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { inspected: "Invalid Date" } : value.toISOString()
  if (value instanceof Error) {
    return { name: value.name, message: value.message, ...rest(value, within), ...cause(value, within) }
  }
  if (isPlain(value)) return rest(value, within)
  return { inspected: inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null }) }
}

const rest = (value: object, within: readonly unknown[]): object =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, convert(item, within)]),
  )

const cause = (error: Error, within: readonly unknown[]): object =>
  error.cause === undefined ? {} : { cause: convert(error.cause, within) }

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype === null || prototype === Object.prototype) && Object.getOwnPropertySymbols(value).length === 0
}

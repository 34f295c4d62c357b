import { tags } from "./format.ts"
import { damaged } from "./value-damaged.ts"

const { undefined: undefinedTag, number: numberTag, bigint: bigintTag } = tags

/** The tree of a primitive as text; `undefined` for an object, a function or a symbol. */
export const primitiveText = (value: unknown): string | undefined => {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value)
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : oddNumberText(value)
    case "boolean":
      return value ? "true" : "false"
    case "undefined":
      return `["${undefinedTag}"]`
    case "bigint":
      return `["${bigintTag}","${bigintText(value)}"]`
    case "object":
      return value === null ? "null" : undefined
    case "function":
    case "symbol":
      return undefined
  }
}

/** Of many digits the decimal ones take long to find. */
const bigintText = (value: bigint): string => {
  if (value < many && value > -many) return String(value)
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`
}

const many = 1n << 4096n

const oddNumberText = (value: number): string => `["${numberTag}","${value === 0 ? "-0" : value}"]`

/** The number that JSON cannot say. */
export const readOddNumber = (name: unknown): number => {
  switch (name) {
    case "NaN":
      return Number.NaN
    case "Infinity":
      return Number.POSITIVE_INFINITY
    case "-Infinity":
      return Number.NEGATIVE_INFINITY
    case "-0":
      return -0
    default:
      return damaged("an unknown number")
  }
}

/** The BigInt of these digits. */
export const readBigint = (digits: unknown): bigint => {
  if (typeof digits !== "string" || !/^(?:0|-?[1-9]\d*|-?0x[1-9a-f][\da-f]*)$/.test(digits)) {
    return damaged("a BigInt without digits")
  }
  return digits.startsWith("-") ? -BigInt(digits.slice(1)) : BigInt(digits)
}

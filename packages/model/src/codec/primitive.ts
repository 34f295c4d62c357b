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
      return `["${bigintTag}","${value}"]`
    case "object":
      return value === null ? "null" : undefined
    case "function":
    case "symbol":
      return undefined
  }
}

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
export const readBigint = (digits: unknown): bigint =>
  typeof digits === "string" && /^(?:0|-?[1-9]\d*)$/.test(digits) ? BigInt(digits) : damaged("a BigInt without digits")

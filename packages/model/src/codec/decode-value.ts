import { codecVersion } from "./format.ts"
import { readTree } from "./read-tree.ts"
import { ValueDamaged, damaged } from "./value-damaged.ts"
import { ValueTooNew } from "./value-too-new.ts"

/**
 * The value of a text that `encodeValue` made. Throws `ValueDamaged` for anything else, and `ValueTooNew` for a text of
 * a newer Statewright.
 *
 * @example
 * decodeValue('[1,["m","GVA",["d",0]]]') // new Map([["GVA", new Date(0)]])
 */
export const decodeValue = (text: string): unknown => {
  const parsed = parse(text)
  if (!Array.isArray(parsed) || parsed.length !== 2) return damaged("it has no version")
  const [version, tree]: unknown[] = parsed
  if (typeof version !== "number") return damaged("it has no version")
  if (version > codecVersion) throw new ValueTooNew(version, codecVersion)
  if (version !== codecVersion) return damaged("it has an unknown version")
  return readTree([], tree)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ValueDamaged("it is not JSON", error)
  }
}

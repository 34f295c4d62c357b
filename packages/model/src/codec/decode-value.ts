import { codecVersion } from "./format.ts"
import { readTree } from "./read-tree.ts"
import { requireOpened } from "./sealed-mark.ts"
import { ValueDamaged, damaged } from "./value-damaged.ts"
import { ValueTooNew } from "./value-too-new.ts"

/**
 * The value of a text that `encodeValue` made. Throws `ValueDamaged` for anything else, `ValueTooNew` for a text of
 * a newer Statewright, and `PayloadSealed` for one that was sealed and could not be opened.
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
  requireOpened(text)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ValueDamaged("it is not JSON", error)
  }
}

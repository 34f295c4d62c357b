import { codecVersion } from "./format.ts"
import { plainText } from "./plain-text.ts"
import { checkAhead, TooLong } from "./too-long.ts"
import { writeTree } from "./write-tree.ts"

/**
 * A value as text, to be stored: identity, cycles and the order of properties are kept. What cannot be kept throws
 * `NotStorable`, which names it by its path from `path`.
 *
 * @example
 * encodeValue(new Map([["GVA", new Date(0)]]), "output") // '[1,["m","GVA",["d",0]]]'
 */
export const encodeValue = (value: unknown, path = "value"): string =>
  `[${codecVersion},${plainText(value) ?? writeTree({ numbers: new Map() }, value, path)}]`

/**
 * The same for a text of at most so many characters; `undefined` for a longer one, which is found out on the way and
 * not at its end.
 *
 * @example
 * encodeWithin(1024, "x".repeat(2048), "output") // undefined
 */
export const encodeWithin = (limit: number, value: unknown, path = "value"): string | undefined => {
  try {
    checkAhead(value, limit)
    const tree = plainText(value, limit) ?? writeTree({ numbers: new Map(), limit }, value, path)
    const text = `[${codecVersion},${tree}]`
    return text.length > limit ? undefined : text
  } catch (error) {
    if (error instanceof TooLong) return undefined
    throw error
  }
}

import { codecVersion } from "./format.ts"
import { plainText } from "./plain-text.ts"
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

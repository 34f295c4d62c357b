import { decodeValue } from "./decode-value.ts"
import { writeTree } from "./write-tree.ts"

/**
 * Whether two texts that `encodeValue` made are of the same value, whatever order the keys of its objects were set in.
 * Throws as `decodeValue` does, but not for one text twice.
 *
 * @example
 * isSameValue('[1,{"n":1,"ms":2}]', '[1,{"ms":2,"n":1}]') // true
 */
export const isSameValue = (left: string, right: string): boolean => left === right || sorted(left) === sorted(right)

/** Objects are numbered on the way, so that sharing and cycles are compared, too. */
const sorted = (text: string): string => writeTree({ numbers: new Map(), sorted: true }, decodeValue(text), "value")

import { encodeWithin } from "@statewright/model"
import { PayloadTooLarge } from "../error/payload-too-large.ts"

/** How many bytes a value that crosses a boundary may take when it is stored. */
const limit = 1024 * 1024

/** A value as stored text. Throws `NotStorable`, or `PayloadTooLarge`, naming the boundary that it was to cross. */
export const payloadText = (value: unknown, boundary: string): string => {
  // No character takes less than one byte, so what has more of them is not even written to its end.
  const text = encodeWithin(limit, value, boundary)
  // And none takes more than three, so most texts need not be counted.
  if (text === undefined || (text.length * 3 > limit && Buffer.byteLength(text) > limit)) {
    throw new PayloadTooLarge(boundary, limit)
  }
  return text
}

import { encodeValue } from "@statewright/model"
import { PayloadTooLarge } from "../error/payload-too-large.ts"

/** How many bytes a value that crosses a boundary may take when it is stored. */
const limit = 1024 * 1024

/** A value as stored text. Throws `NotStorable`, or `PayloadTooLarge`, naming the boundary that it was to cross. */
export const payloadText = (value: unknown, boundary: string): string => {
  const text = encodeValue(value, boundary)
  // No character takes more than three bytes, so most texts need not be counted.
  if (text.length * 3 > limit) {
    const bytes = Buffer.byteLength(text)
    if (bytes > limit) throw new PayloadTooLarge(boundary, bytes, limit)
  }
  return text
}

/** The two families that a picture is set in. */
export type Family = "text" | "code"

/** How a piece of text is set. */
export interface TextStyle {
  readonly family: Family
  readonly size: number
  readonly bold?: boolean
}

/** Every common monospace is at most this wide, in ems. */
const codeWidth = 0.605

// Widths in hundredths of an em: the widest of the usual system-ui fonts, so that a text never outgrows its box.
const byWidth: Readonly<Record<number, string>> = {
  28: "ijl'|",
  34: " ftI.,:;!()[]{}/\\`",
  42: 'r-"*°·',
  52: "cksvxyzJ?",
  60: "abdeghnopquL0123456789_$#~^=+<>…→",
  68: "ABEFKPSTVXYZ",
  76: "CDGHNOQRUw&",
  90: "mMW@%",
}

const widths = new Map(
  Object.entries(byWidth).flatMap(([width, chars]) =>
    Array.from(chars, (char) => [char, Number(width) / 100] as const),
  ),
)

/**
 * About how wide a text is, in pixels: without a DOM there is nothing to measure with.
 *
 * @example textWidth("line 12", { family: "text", size: 10 })
 */
export const textWidth = (text: string, style: TextStyle): number => {
  const ems = Array.from(text).reduce((sum, char) => sum + charWidth(char, style.family), 0)
  return ems * style.size * (style.bold === true && style.family === "text" ? 1.07 : 1)
}

const charWidth = (char: string, family: Family): number => {
  // Beyond Latin, Greek and Cyrillic most glyphs are full width.
  if ((char.codePointAt(0) ?? 0) > 0x10ff && !widths.has(char)) return 1.05
  return family === "code" ? codeWidth : (widths.get(char) ?? 0.64)
}

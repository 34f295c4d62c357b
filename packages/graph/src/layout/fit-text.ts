import { textWidth } from "./text-width.ts"
import type { TextStyle } from "./text-width.ts"

/** The room that a text has. */
export interface Room {
  readonly width: number
  readonly lines: number
}

const ellipsis = "…"

/**
 * Breaks a text into lines that fit, and cuts what is left over; whoever draws it puts the whole text in a tooltip.
 *
 * @example fitText("square({ value: i })", { family: "code", size: 12 }, { width: 90, lines: 2 }) // ["square({", "value: i })"]
 */
export const fitText = (text: string, style: TextStyle, room: Room): readonly string[] => {
  const lines: string[] = []
  let rest = text.replaceAll(/\s+/g, " ").trim()
  while (rest !== "" && lines.length < room.lines) {
    const isLast = lines.length === room.lines - 1
    const line = isLast ? cut(rest, style, room.width) : firstLine(rest, style, room.width)
    lines.push(line.trimEnd())
    rest = isLast ? "" : rest.slice(line.length).trimStart()
  }
  return lines
}

/** As much of the text as fits, ending where code may well be broken. */
const firstLine = (text: string, style: TextStyle, width: number): string => {
  const fits = longestFit(text, style, width)
  if (fits === text) return text
  const breakable = /^.*(?:[\s,;({[]|(?=\.)|(?:&&|\|\|) )/u.exec(fits)?.[0] ?? ""
  return breakable.trim().length * 2.5 > fits.length ? breakable : fits
}

const cut = (text: string, style: TextStyle, width: number): string => {
  if (textWidth(text, style) <= width) return text
  return longestFit(text, style, width - textWidth(ellipsis, style)).trimEnd() + ellipsis
}

/** The longest beginning that fits, by whole characters and never empty. */
const longestFit = (text: string, style: TextStyle, width: number): string => {
  const chars = Array.from(text)
  let fits = chars.length
  while (fits > 1 && textWidth(chars.slice(0, fits).join(""), style) > width) fits--
  return chars.slice(0, fits).join("")
}

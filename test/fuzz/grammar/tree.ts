/** A piece of a program: text with other pieces in it, so that every piece can be printed, left out or put in place of another. */
export interface Piece {
  /** Pieces of one sort may stand for each other: `num`, `statement`, `block`, `optional`. */
  readonly sort: string
  readonly parts: readonly Part[]
  /** How loosely an expression binds: 0 a call, 1 unary, 2 binary, 3 the rest. */
  readonly level: number
}

export type Part = string | Piece | Slot

/** A place in an expression that takes what binds tightly enough, and puts parentheses around the rest. */
export interface Slot {
  readonly slot: Piece
  readonly level: number
}

export const piece = (sort: string, parts: readonly Part[], level = 0): Piece => ({ sort, parts, level })

export const slot = (inside: Piece, level: number): Slot => ({ slot: inside, level })

export const printPiece = ({ sort, parts }: Piece): string => {
  if (sort !== "block") return parts.map(printPart).join("")
  const lines = parts.map(printPart).filter((text) => text !== "")
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n").replaceAll(/^/gm, "  ")}\n}`
}

const printPart = (part: Part): string => {
  if (typeof part === "string") return part
  if ("slot" in part) return part.slot.level > part.level ? `(${printPiece(part.slot)})` : printPiece(part.slot)
  return printPiece(part)
}

import type { Kind } from "./scope.ts"
import { type Part, type Piece, piece, printPiece, slot } from "./tree.ts"
import type { Writer } from "./writer.ts"

/** A way to write an expression, and how often it is taken. */
export type Way = readonly [weight: number, way: () => Piece]

/** A local of a kind. */
export const local = (writer: Writer, kind: Kind, otherwise: () => Piece): Piece => {
  const found = writer.scope.pick(writer.random, (each) => each.kind === kind)
  return found === undefined ? otherwise() : piece(kind, [found.name])
}

/** A local, or one of the bottom of a Map: never a literal, whose identity TypeScript would judge. */
export const variable = (writer: Writer, kind: "box"): Piece =>
  local(writer, kind, () => leaf(kind, "(note(0, undefined) as Box | undefined)"))

/** TypeScript refuses to test what is always true. */
export const loose = (value: Piece): Piece =>
  /^[\d"]/.test(printPiece(value)) ? piece(value.sort, ["note(0, ", value, ")"]) : value

/** An expression that is one text. */
export const leaf = (kind: Kind, text: string, level = 0): Piece => piece(kind, [text], level)

/** The simplest value of a kind. */
export const simplest: Readonly<Partial<Record<string, string>>> = {
  num: "1",
  str: '"s"',
  bool: "true",
  nums: "[1]",
  box: '{ n: 1, tag: "t" }',
  boxes: "[]",
  map: "new Map()",
  bmap: "new Map()",
  opt: "note(0, undefined as number | undefined)",
  crate: '{ box: { n: 1, tag: "t" }, list: [1], spare: undefined as Box | undefined }',
}

/** An arrow function's expression; one that begins with `{` would be a block. */
export const arrowBody = (value: Piece): readonly Part[] =>
  printPiece(value).startsWith("{") ? ["(", value, ")"] : [slot(value, 2)]

/** Keeps numbers and texts small, whatever a loop does with them. */
export const bounded = (kind: Kind, value: Piece): Part => {
  if (kind === "num") return piece(kind, [slot(value, 1), " % 97"], 2)
  if (kind === "str") return piece(kind, [slot(value, 0), ".slice(-12)"])
  return slot(value, 4)
}

/** What no step can be given. */
const unseen: ReadonlySet<Kind> = new Set(["error", "fn", "helper", "later"])

/** Locals of whatever kind, for `see`. */
export const seen = (writer: Writer): Piece[] => {
  const { random, scope } = writer
  return Array.from({ length: random.below(4) + 1 }, () => {
    const found = scope.pick(random, ({ kind }) => !unseen.has(kind))
    return found === undefined ? leaf("num", "1") : piece(found.kind, [found.name])
  })
}

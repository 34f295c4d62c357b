import { deepOf } from "./deep-of.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import { withoutAwait, type Writer } from "./writer.ts"

/** `switch`, with cases that fall through or do not, and the default at any place. */
export const switchStatement = (writer: Writer): Piece => {
  const { random } = writer
  const kind = random.of(["num", "num", "str"] as const)
  const value = writer.expression(kind, deepOf(writer))
  const label = random.chance(0.3) ? `s${writer.next++}` : undefined
  const inside = <Result>(write: () => Result): Result => (random.chance(0.4) ? withoutAwait(writer, write) : write())
  const cases = random.below(4)
  const otherwise = random.chance(0.7) ? random.below(cases + 1) : -1
  writer.targets.push({ label, isLoop: false })
  const clauses = inside(() =>
    Array.from({ length: cases + 1 }, (_, at): Piece => {
      const test: readonly Part[] = at === otherwise ? ["default"] : ["case ", caseOf(writer, kind, at)]
      const body: readonly Part[] = random.chance(0.15) ? [] : [writer.block()]
      return piece("optional", [...test, ": ", ...body, random.chance(0.5) ? " break;\n" : "\n"])
    }),
  )
  writer.targets.pop()
  const on = kind === "num" ? piece(kind, [slot(value, 1), " % 3"], 2) : piece(kind, [slot(value, 1), " as string"], 2)
  return piece("statement", [
    label === undefined ? "" : `${label}: `,
    "switch (",
    slot(on, 4),
    ") {\n",
    ...clauses,
    "}",
  ])
}

/** What a case compares with; some are seen to be evaluated. */
const caseOf = (writer: Writer, kind: "num" | "str", at: number): Part => {
  const { random } = writer
  const constant = kind === "num" ? String(at) : JSON.stringify(["a", "bc", "in", "key"][at] ?? "")
  if (random.chance(0.5)) return constant
  if (random.chance(0.5)) return `note(${writer.next++}, ${constant} as ${kind === "num" ? "number" : "string"})`
  return slot(
    withoutAwait(writer, () => writer.expression(kind, 1)),
    3,
  )
}

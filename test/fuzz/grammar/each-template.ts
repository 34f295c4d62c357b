import { eventStatements } from "./event-statement.ts"
import { groupStatements } from "./group-statement.ts"
import { bounded } from "./leaf.ts"
import { loopStatements } from "./loop-statement.ts"
import { moduleStatements } from "./module-statement.ts"
import { namingStatements } from "./naming-statement.ts"
import { promiseStatements } from "./promise-statement.ts"
import { newWriter } from "./new-writer.ts"
import { seeded } from "./random.ts"
import { rareExpressions } from "./rare-expression.ts"
import { rareStatements } from "./rare-statement.ts"
import { sharingStatements } from "./sharing-statement.ts"
import { type Kind, scopeOf } from "./scope.ts"
import { valueStatements } from "./value-statement.ts"
import { fill } from "./template.ts"
import { type Part, type Piece, piece } from "./tree.ts"
import type { Writer } from "./writer.ts"

/** Locals of every kind, some of which share their objects. */
const locals: readonly (readonly [name: string, kind: Kind, declaration: string])[] = [
  ["x", "num", "let x = 2;"],
  ["y", "num", "let y = n + 1;"],
  ["t", "str", 'let t = "tt";'],
  ["yes", "bool", "let yes: boolean = x < y;"],
  ["list", "nums", "let list = [1, 2, 3];"],
  ["box1", "box", 'let box1: Box = { n: 1, tag: "one" };'],
  ["boxes", "boxes", "const boxes = [box1];"],
  ["map", "map", 'let map = new Map([["a", 1]]);'],
  ["byTag", "bmap", 'const byTag = new Map([["one", box1]]);'],
  ["perhaps", "opt", "let perhaps: number | undefined = list[9];"],
  ["crate", "crate", "let crate: Crate = { box: box1, list, spare: undefined };"],
]

const plainStatements = [
  ...loopStatements,
  ...sharingStatements,
  ...rareStatements,
  ...namingStatements,
  ...moduleStatements,
  ...promiseStatements,
  ...groupStatements,
  ...eventStatements,
  ...valueStatements,
]

const contexts: readonly ((inner: Part) => readonly Part[])[] = [
  (inner) => [inner],
  (inner) => ["await tick();\n", inner, "\nawait tick();"],
  (inner) => ["for (const turn of [1, 2]) {\n", inner, "\nawait see([turn, x, y, list]);\n}"],
  (inner) => [
    "try {\n",
    inner,
    "\nawait tick();\n} catch (caught) {\nawait see([nameOf(caught), x, y, t, list, box1, crate]);\n} finally {\nx = await num(x);\n}",
  ],
  (inner) => [
    "outer: for (let turn = 0; turn < 2; turn++) { try { {\n",
    inner,
    "\n} if (await test(turn)) continue outer;\n} finally {\nawait see([turn, x, y, t, yes, list, box1, boxes, map, byTag, perhaps, crate]);\n} }",
  ],
]

/** How many programs there are. */
export const countOfTemplates = (): number => (plainStatements.length + expressions().length) * contexts.length

const expressions = (): (readonly [Kind, string])[] =>
  Object.entries(rareExpressions).flatMap(([kind, templates]) =>
    templates.map((template) => [kind as Kind, template] as const),
  ) // its keys are kinds

/** Each seldom construct in each of a few places. */
export const templateProgram = (index: number, seed: number): Piece => {
  const random = seeded(seed * 7919 + index)
  const scope = scopeOf([
    { name: "n", kind: "num", mutable: true },
    { name: "s", kind: "str", mutable: false },
    ...locals.map(([name, kind, text]) => ({ name, kind, mutable: text.startsWith("let ") })),
  ])
  const at = Math.floor(index / contexts.length)
  const [kind, template] =
    at < plainStatements.length
      ? ["statement" as const, plainStatements[at]]
      : (expressions()[at - plainStatements.length] ?? [])
  const writer = newWriter({ random, scope, flavour: "values", budget: 2 })
  // Not much is to be nested in it.
  Object.assign(writer, { depth: 2, loops: 2, next: 100 })
  const inner = scope.inside(() => made(writer, kind ?? "statement", template ?? ";"))
  const declarations = locals.map(([, , text]) => piece("statement", [text]))
  const context = contexts[index % contexts.length] ?? ((part: Part) => [part])
  const all = piece("statement", ["return [n, s, x, y, t, yes, list, box1, boxes, map, byTag, perhaps, crate];"])
  return piece("function", [
    "async ({ n, s }) => ",
    piece("block", [...declarations, piece("statement", context(piece("block", [inner]))), all]),
  ])
}

const made = (writer: Writer, kind: Kind | "statement", template: string): Piece => {
  const filled = fill(writer, kind, template)
  if (filled === undefined) throw new Error(`invariant: there are locals of every kind for ${template}`)
  if (kind === "statement") return filled
  const loose = { ...filled, level: 3 }
  return piece("statement", [
    `const made = [x, list.length, `,
    bounded(kind, loose),
    `, x, list.length]; await see([made, x, y]);`,
  ])
}

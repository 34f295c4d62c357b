import { type Random, seeded } from "./random.ts"
import { type Part, type Piece, piece } from "./tree.ts"

/** What a part of a `try` may end with. */
const endings = [
  "",
  "await num(2);",
  'throw new Stopped({ why: "thrown" });',
  "return one;",
  "return await num(two);",
  "break;",
  "continue;",
  "break outer;",
  "continue outer;",
  "if (await test(two)) break; else if (await test(one)) continue outer;",
] as const

const count = endings.length

/** The loops around a `try`, of every kind: what stands before its body, and behind. */
const outerLoops = [
  ["outer: for (let one = 0; one < 2; one++) { ", "}"],
  ["outer: for (const one of new Set([0, 1])) { ", "}"],
  ["outer: for (const key in { a: 0, b: 1 }) { const one = key.length; ", "}"],
  ["let next = 0; outer: while (next < 2) { const one = next++; ", "}"],
  ["let next = 0; outer: do { const one = next++; ", "} while (next < 2 && (await num(9)) > 0);"],
  ["let next = 0; outer: for (;;) { const one = next++; if (one > 1) break; ", "}"],
] as const

const innerLoops = [
  ["for (const two of [4, 5]) {", "}"],
  ["const set = new Set([4, 5]); for (const two of set) { set.delete(two);", "}"],
  ["for (const [two] of [4, 5].entries()) {", "}"],
  ["for (const two of new Map([[4, 1], [5, 2]]).keys()) {", "}"],
  ["for (const key in { 4: 1, 5: 2 }) { const two = Number(key);", "}"],
  ['for (const text of "45") { const two = Number(text);', "}"],
  ["let turn = 3; do { const two = ++turn;", "} while (turn < 5 && (await num(8)) > 0);"],
  ["let turn = 3; while (turn < 5 && (await num(8)) > 0) { const two = ++turn;", "}"],
  ["for (let two = 4; two < 6 && (await num(8)) > 0; two += (await num(7)) > 0 ? 1 : 2) {", "}"],
  ["switch (one) { case 0: case 1: for (const two of [4, 5]) {", "} default: x++; }"],
] as const

/** How many programs have no `try` in a `try`: every ending in every part, with `catch`, with `finally`, with both. */
export const countOfJumpPrograms = (): number => count * count * (2 + count)

/** A program with this number; beyond the count, parts have a `try` of their own. */
export const jumpProgram = (index: number, seed: number): Piece => {
  const random = seeded(seed * 104_729 + index)
  const at = index % countOfJumpPrograms()
  const nests = index >= countOfJumpPrograms()
  const form = at < count * count ? "catch" : at < 2 * count * count ? "finally" : "both"
  const numbers = [at % count, Math.floor(at / count) % count, Math.floor(at / count / count) - 2]
  const tried = tryText(random, form, (part) => partText(random, numbers[part] ?? 0, nests ? 2 : 0))
  const [outerHead, outerEnd] = random.of(outerLoops)
  const [innerHead, innerEnd] = random.of(innerLoops)
  const loops = [
    `${outerHead}${innerHead}\n`,
    ...tried,
    `\nawait see([one, two, x]);\n${innerEnd} await see([one, x]); ${outerEnd}`,
  ]
  const all = [piece("statement", ["let x = 1;"]), piece("statement", loops), piece("statement", ["return [x, n];"])]
  return piece("function", ["async ({ n, s }) => ", piece("block", all)])
}

type Form = "catch" | "finally" | "both"

const tryText = (random: Random, form: Form, part: (at: number) => Piece): Part[] => {
  const name = random.of(["e", "error", "value"])
  const caught = piece("optional", [
    ` catch (${name}) `,
    piece("block", [piece("statement", [`await see(nameOf(${name}));`]), part(1)]),
  ])
  const last = piece("optional", [" finally ", part(form === "both" ? 2 : 1)])
  return ["try ", part(0), ...(form === "finally" ? [] : [caught]), ...(form === "catch" ? [] : [last])]
}

const partText = (random: Random, ending: number, nests: number): Piece => {
  const before = random.of([
    "",
    "",
    "await num(1);",
    "x++;",
    "if (await test(one)) throw new Error(`test`);",
    "const two = await num(one);",
  ])
  const inner =
    nests > 0 && random.chance(0.5)
      ? [
          piece(
            "statement",
            tryText(random, random.of(["catch", "finally", "both"]), () =>
              partText(random, random.below(count), nests - 1),
            ),
          ),
        ]
      : []
  return piece("block", [piece("statement", [before]), ...inner, piece("statement", [endings[ending] ?? ""])])
}

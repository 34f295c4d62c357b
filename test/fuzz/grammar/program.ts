import { newWriter } from "./new-writer.ts"
import { seeded } from "./random.ts"
import { scopeOf } from "./scope.ts"
import { returnAll } from "./jump.ts"
import { statements } from "./statement.ts"
import { type Piece, piece } from "./tree.ts"
import type { Flavour } from "./writer.ts"

const flavours: readonly Flavour[] = ["jumps", "values", "expressions", "mixed"]

/** How a function may take its input. */
const headers = [
  ["async ({ n, s }) => ", ""],
  ["async ({ n, s }) => ", ""],
  ["async function ({ n, s }) ", ""],
  ["async (given) => ", "let { n, s } = given; "],
  ["async ({ n, ...rest }) => ", "let { s } = rest; "],
  ['async ({ n: number = 3, s = "none" }) => ', "let n = number; "],
] as const

/** The function of a workflow, made from a seed. */
export const programOf = (seed: number, wanted?: Flavour): Piece => {
  const random = seeded(seed)
  const scope = scopeOf([
    { name: "n", kind: "num", mutable: true },
    { name: "s", kind: "str", mutable: random.chance(0.3) },
  ])
  const flavour = wanted ?? random.of(flavours)
  const writer = newWriter({ random, scope, flavour, budget: random.chance(0.15) ? 40 : 6 + random.below(14) })
  scope.declare({ name: "log", kind: "nums", mutable: false })
  const [header, opening] = random.of(headers)
  const pending = flavour === "helpers" ? " const pending: Promise<unknown>[] = [];" : ""
  const first = piece("statement", [`${opening}const log: number[] = [];${pending}`])
  const last = pending === "" ? [] : [piece("optional", ["note(0, await Promise.allSettled(pending));"])]
  const body = piece("block", [first, ...statements(writer), ...statements(writer), ...last, returnAll(writer)])
  return piece("function", [header, body])
}

import { seeded } from "./random.ts"
import { scopeOf } from "./scope.ts"
import { returnAll } from "./jump.ts"
import { statements } from "./statement.ts"
import { type Piece, piece } from "./tree.ts"
import type { Flavour, Writer } from "./writer.ts"

const flavours: readonly Flavour[] = ["jumps", "values", "expressions", "mixed"]

/** The body of a workflow, made from a seed. */
export const programOf = (seed: number): Piece => {
  const random = seeded(seed)
  const scope = scopeOf([
    { name: "n", kind: "num", mutable: true },
    { name: "s", kind: "str", mutable: random.chance(0.3) },
  ])
  const writer: Writer = {
    random, scope, flavour: random.of(flavours), targets: [], budget: 6 + random.below(14), depth: 0, canAwait: true, loops: 0, next: 1,
  } // prettier-ignore
  scope.declare({ name: "log", kind: "nums", mutable: false })
  const first = piece("statement", ["const log: number[] = [];"])
  return piece("block", [first, ...statements(writer), ...statements(writer), returnAll(writer)])
}

import { declaration } from "./declaration.ts"
import { deepOf } from "./deep-of.ts"
import { bounded } from "./leaf.ts"
import type { Kind } from "./scope.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import type { Writer } from "./writer.ts"

/** Gives a local another value. */
export const assignment = (writer: Writer): Piece => {
  const { random, scope } = writer
  const target = scope.pick(random, ({ mutable }) => mutable)
  if (target === undefined) return declaration(writer)
  const { kind, name } = target
  const value = writer.expression(kind, deepOf(writer))
  if (kind === "num" && random.chance(0.4)) {
    return piece("statement", [`${name} ${random.of(["+=", "-=", "*="])} `, bounded(kind, value), ";"])
  }
  if (kind === "opt" && random.chance(0.4)) return piece("statement", [`${name} ??= `, slot(value, 4), ";"])
  if (kind === "str" && random.chance(0.3)) {
    return piece("statement", [
      `${name} ${random.of(["+=", "||=", "&&="])} `,
      slot(value, 4),
      `; ${name} = ${name}.slice(-12);`,
    ])
  }
  return piece("statement", [`${name} = `, bounded(kind, value), ";"])
}

/** Changes an object in place. */
export const change = (writer: Writer): Piece => {
  const { random, scope } = writer
  const target = scope.pick(random, ({ kind }) => ["nums", "box", "boxes", "map", "bmap", "crate"].includes(kind))
  if (target === undefined) return declaration(writer)
  const { name } = target
  const e = (kind: Kind): Piece => writer.expression(kind, deepOf(writer))
  const write = (...parts: Part[]): Piece => piece("statement", [...parts, ";"])
  switch (target.kind) {
    case "nums":
      return random.chance(0.6)
        ? write(`if (${name}.length < 6) ${name}.push(`, slot(e("num"), 4), ")")
        : random.of([
            () => write(`${name}[0] = `, slot(e("num"), 4)),
            () => write(`${name}.pop()`),
            () => write(`${name}.length = 1`),
            () => write(`${name}.reverse()`),
            () => write(`${name}.shift()`),
          ])()
    case "box":
      return random.chance(0.7)
        ? write(`${name}.n ${random.of(["=", "+=", "-="])} `, bounded("num", e("num")))
        : write(`${name}.tag = `, bounded("str", e("str")))
    case "boxes":
      return random.chance(0.7)
        ? write(`if (${name}.length < 5) ${name}.push(`, slot(e("box"), 4), ")")
        : write(`for (const each of ${name}) each.n = (each.n + 1) % 97`)
    case "map":
      return random.chance(0.8)
        ? write(`${name}.set(`, slot(e("str"), 4), ", ", slot(e("num"), 4), ")")
        : write(`${name}.delete(`, slot(e("str"), 4), ")")
    case "bmap":
      return write(`${name}.set(`, slot(e("str"), 4), ", ", slot(e("box"), 4), ")")
    default:
      return random.of([
        () => write(`${name}.box = `, slot(e("box"), 4)),
        () => write(`${name}.box.n = `, bounded("num", e("num"))),
        () => write(`if (${name}.list.length < 5) ${name}.list.push(`, slot(e("num"), 4), ")"),
        () => write(`${name}.spare = `, slot(e("box"), 4)),
        () => write(`${name}.list = `, slot(e("nums"), 4)),
      ])()
  }
}

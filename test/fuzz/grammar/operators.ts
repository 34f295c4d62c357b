import { arrowBody, bounded, leaf, local, loose, seen, simplest, type Way, variable } from "./leaf.ts"
import { localCalls } from "./local-function.ts"
import type { Kind } from "./scope.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import { withoutAwait, type Writer } from "./writer.ts"

const list = (pieces: readonly Piece[]): Part[] =>
  pieces.flatMap((each, at) => (at === 0 ? [slot(each, 4)] : [", ", slot(each, 4)]))

/** A call of a step, with its `await` where one may stand. */
const call = (writer: Writer, kind: Kind, step: string, given: readonly Part[]): Piece =>
  writer.canAwait ? piece(kind, [`await ${step}(`, ...given, ")"], 1) : leaf(kind, simplest[kind] ?? "undefined")

/** Ways to put expressions together. */
export const operators = (writer: Writer, kind: Kind, deep: number): Way[] => {
  const { random } = writer
  const e = (of: Kind): Piece => writer.expression(of, deep)
  const many = (of: Kind): Piece[] => Array.from({ length: random.below(3) + 1 }, () => e(of))
  switch (kind) {
    case "num":
      return [
        [3, () => piece(kind, [slot(e("num"), 2), random.of([" + ", " - ", " + "]), slot(e("num"), 1)], 2)],
        [0.5, () => piece(kind, ["-", slot(e("num"), 0)], 1)],
        [5, () => call(writer, kind, "num", [slot(e("num"), 4)])],
        [0.7, () => call(writer, kind, "tick", [])],
        [0.7, () => call(writer, kind, `num.with({ id: "mine${writer.next++}" })`, [slot(e("num"), 4)])],
        [1.5, () => call(writer, kind, "see", [slot(piece("seen", ["[", ...list(seen(writer)), "]"]), 4)])],
        [2, () => piece(kind, ["add(", ...list([e("num"), e("num")]), ")"])],
        [1, () => piece(kind, ["sum(", slot(e("nums"), 4), ")"])],
        [0.7, () => piece(kind, ["double(", slot(e("num"), 4), ")"])],
        [0.7, () => piece(kind, ["bump(", slot(e("box"), 4), ")"])],
        [0.4, () => piece(kind, ["boom(undefined)"])],
        [0.7, () => piece(kind, ["Math.max(", ...list([e("num"), e("num")]), ")"])],
        [1, () => piece(kind, [slot(e("box"), 0), ".n"])],
        [0.7, () => piece(kind, [slot(e("str"), 0), ".length"])],
        [
          0.7,
          () =>
            piece(
              kind,
              [slot(piece("index", [slot(e("nums"), 0), "[", slot(e("num"), 4), "]"]), 0), " ?? ", slot(e("num"), 1)],
              3,
            ),
        ],
        [0.7, () => piece(kind, [slot(e("map"), 0), ".get(", slot(e("str"), 4), ") ?? ", slot(e("num"), 1)], 3)],
        [1, () => piece(kind, [slot(e("opt"), 1), " ?? ", slot(e("num"), 1)], 3)],
        [0.7, () => piece(kind, [slot(loose(e("num")), 1), random.of([" || ", " && "]), slot(e("num"), 1)], 3)],
        ...localCalls(writer, deep),
        [0.7, () => step(writer)],
        [0.7, () => compound(writer, deep)],
        [0.7, () => memberAssign(writer, deep)],
        [
          0.5,
          () => piece(kind, [slot(e("nums"), 0), ".reduce((sum, each) => (sum + each) % 97, ", slot(e("num"), 4), ")"]),
        ],
        [0.4, () => piece(kind, ["[", ...list(many("num")), "].length"])],
        [0.4, () => piece(kind, ["[", ...list(many("num")), "][0] ?? 0"], 3)],
      ]
    case "str":
      return [
        [3, () => call(writer, kind, "str", [slot(e("str"), 4)])],
        [2, () => piece(kind, ["`", "${", slot(e("num"), 4), "}-${", slot(e("str"), 4), "}`"])],
        [1, () => piece(kind, [slot(e("str"), 2), " + ", slot(e("str"), 1)], 2)],
        [1, () => piece(kind, ["join(", ...list(many("str")), ")"])],
        [0.7, () => piece(kind, ["String(", slot(e("num"), 4), ")"])],
        [0.7, () => piece(kind, [slot(e("box"), 0), ".tag"])],
        [0.7, () => piece(kind, [slot(loose(e("str")), 1), random.of([" || ", " && "]), slot(e("str"), 1)], 3)],
        [
          0.7,
          () =>
            piece(kind, [
              "nameOf(",
              slot(
                local(writer, "error", () => leaf("error", "undefined")),
                4,
              ),
              ")",
            ]),
        ],
        [0.5, () => piece(kind, [slot(e("nums"), 0), '.join("")'])],
      ]
    case "bool":
      return [
        [3, () => call(writer, kind, "test", [slot(e("num"), 4)])],
        [2, () => piece(kind, [slot(e("num"), 2), random.of([" < ", " >= ", " === ", " !== "]), slot(e("num"), 1)], 2)],
        [1, () => piece(kind, ["!", slot(e("bool"), 0)], 1)],
        [2, () => piece(kind, [slot(e("bool"), 1), random.of([" && ", " || "]), slot(e("bool"), 1)], 3)],
        [0.7, () => piece(kind, [slot(e("nums"), 0), ".includes(", slot(e("num"), 4), ")"])],
        [0.7, () => piece(kind, [slot(e("map"), 0), ".has(", slot(e("str"), 4), ")"])],
        [0.7, () => piece(kind, [slot(variable(writer, "box"), 0), " === ", slot(variable(writer, "box"), 0)], 2)],
        [
          0.4,
          () =>
            piece(
              kind,
              [
                slot(
                  local(writer, "error", () => leaf("error", "(undefined as unknown)")),
                  1,
                ),
                " instanceof ",
                random.of(["Refused", "Stopped", "Error", "TypeError"]),
              ],
              2,
            ),
        ],
      ]
    case "nums":
      return [
        [2, () => piece(kind, ["[", ...list(many("num")), "]"])],
        [1, () => piece(kind, ["[...", slot(e("nums"), 4), ", ", slot(e("num"), 4), "].slice(-4)"])],
        [1, () => call(writer, kind, "nums", [slot(e("nums"), 4)])],
        [0.7, () => callback(writer, "map", e("nums"))],
        [0.7, () => callback(writer, "filter", e("nums"))],
        [0.5, () => piece(kind, [slot(e("nums"), 0), ".slice(", slot(e("num"), 4), ")"])],
        [0.7, () => piece(kind, [slot(e("crate"), 0), ".list"])],
        [0.5, () => piece(kind, ["[...", slot(e("map"), 0), ".values()]"])],
      ]
    case "box":
      return [
        [2, () => piece(kind, ["{ n: ", slot(e("num"), 4), ", tag: ", slot(e("str"), 4), " }"])],
        [0.7, () => piece(kind, ["{ ...", slot(e("box"), 4), ", n: ", slot(e("num"), 4), " }"])],
        [2, () => call(writer, kind, "box", [slot(e("box"), 4)])],
        [1, () => piece(kind, [slot(e("boxes"), 0), "[", slot(e("num"), 4), "] ?? ", slot(e("box"), 1)], 3)],
        [0.7, () => piece(kind, [slot(e("bmap"), 0), ".get(", slot(e("str"), 4), ") ?? ", slot(e("box"), 1)], 3)],
        [0.7, () => piece(kind, [slot(e("crate"), 0), ".box"])],
        [0.7, () => piece(kind, [slot(e("crate"), 0), ".spare ?? ", slot(e("box"), 1)], 3)],
      ]
    case "boxes":
      return [
        [2, () => piece(kind, ["[", ...list(many("box")), "]"])],
        [0.7, () => piece(kind, ["[...", slot(e("boxes"), 4), "].slice(-4)"])],
      ]
    case "crate":
      return [
        [
          2,
          () =>
            piece(kind, [
              "{ box: ",
              slot(e("box"), 4),
              ", list: ",
              slot(e("nums"), 4),
              ", spare: ",
              random.chance(0.5) ? "undefined as Box | undefined" : slot(e("box"), 4),
              " }",
            ]),
        ],
      ]
    case "map":
      return [
        [1, () => piece(kind, ["new Map([[", slot(e("str"), 4), ", ", slot(e("num"), 4), "]])"])],
        [0.5, () => piece(kind, ["new Map(", slot(e("map"), 4), ")"])],
      ]
    case "bmap":
      return [[1, () => piece(kind, ["new Map([[", slot(e("str"), 4), ", ", slot(e("box"), 4), "]])"])]]
    case "opt":
      return [
        [2, () => call(writer, kind, "maybe", [slot(e("num"), 4)])],
        [0.7, () => piece(kind, [slot(e("nums"), 0), "[", slot(e("num"), 4), "]"])],
        [0.7, () => piece(kind, [slot(e("nums"), 0), ".at(-1)"])],
        [0.7, () => piece(kind, [slot(e("crate"), 0), ".spare?.n"])],
        [0.5, () => e("num")],
      ]
    case "error":
    case "fn":
    case "helper":
    case "later":
    case "unready":
      return []
  }
}

const step = (writer: Writer): Piece => {
  const target = writer.scope.pick(writer.random, ({ kind, mutable }) => kind === "num" && mutable)
  if (target === undefined) return leaf("num", "1")
  return writer.random.chance(0.5) ? piece("num", [`${target.name}++`], 1) : piece("num", [`--${target.name}`], 1)
}

const compound = (writer: Writer, deep: number): Piece => {
  const target = writer.scope.pick(writer.random, ({ kind, mutable }) => kind === "num" && mutable)
  if (target === undefined) return leaf("num", "1")
  return piece("num", [`${target.name} ${writer.random.of(["+=", "-="])} `, slot(writer.expression("num", deep), 4)], 4)
}

const memberAssign = (writer: Writer, deep: number): Piece => {
  const target = writer.scope.pick(writer.random, ({ kind }) => kind === "box")
  if (target === undefined) return leaf("num", "1")
  const value = writer.expression("num", deep)
  return piece("num", [`${target.name}.n ${writer.random.of(["=", "+=", "-="])} `, bounded("num", value)], 4)
}

/** `numbers.map((each) => ...)`; the callback changes nothing of what is outside. */
const callback = (writer: Writer, method: "map" | "filter", numbers: Piece): Piece =>
  writer.scope.inside(() => {
    const name = writer.scope.newName(writer.random)
    writer.scope.declare({ name, kind: "num", mutable: false })
    const result = withoutAwait(writer, () => writer.expression(method === "map" ? "num" : "bool", 1))
    return piece("nums", [
      slot(numbers, 0),
      `.${method}((${name}) => `,
      slot(piece("callback", arrowBody(result), 0), 4),
      ")",
    ])
  })

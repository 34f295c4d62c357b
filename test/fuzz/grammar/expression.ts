import { rareExpressions } from "./rare-expression.ts"
import type { Kind } from "./scope.ts"
import { fill } from "./template.ts"
import { type Piece, type Part, piece, printPiece, slot } from "./tree.ts"
import { weighted, withoutAwait, type Writer } from "./writer.ts"

type Way = readonly [weight: number, way: () => Piece]

/** An expression of a kind; `deep` says how much may still be nested in it. */
export const expression = (writer: Writer, kind: Kind, deep: number): Piece => {
  const ways =
    deep <= 0
      ? leaves(writer, kind)
      : [...leaves(writer, kind), ...operators(writer, kind, deep - 1), ...anyKind(writer, kind, deep - 1)]
  return weighted(writer.random, ways)
}

const local = (writer: Writer, kind: Kind, otherwise: () => Piece): Piece => {
  const found = writer.scope.pick(writer.random, (each) => each.kind === kind)
  return found === undefined ? otherwise() : piece(kind, [found.name])
}

/** A local, or one of the bottom of a Map: never a literal, whose identity TypeScript would judge. */
const variable = (writer: Writer, kind: "box"): Piece =>
  local(writer, kind, () => leaf(kind, "(note(0, undefined) as Box | undefined)"))

/** TypeScript refuses to test what is always true. */
const loose = (value: Piece): Piece =>
  /^[\d"]/.test(printPiece(value)) ? piece(value.sort, ["note(0, ", value, ")"]) : value

const leaf = (kind: Kind, text: string, level = 0): Piece => piece(kind, [text], level)

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
  crate: '{ box: { n: 1, tag: "t" }, list: [1], spare: undefined }',
}

const leaves = (writer: Writer, kind: Kind): Way[] => {
  const { random } = writer
  const e = (of: Kind): Piece => expression(writer, of, 0)
  const simple = (): Piece => leaf(kind, simplest[kind] ?? "undefined")
  const named: Way = [6, () => local(writer, kind, simple)]
  switch (kind) {
    case "num":
      return [
        named,
        [2, () => leaf(kind, String(random.below(20)))],
        [1, () => property(writer, "box", "n", kind)],
        [1, () => property(writer, "nums", "length", kind)],
      ]
    case "str":
      return [
        named,
        [2, () => leaf(kind, JSON.stringify(random.of(["a", "bc", "", "key", "x"])))],
        [1, () => property(writer, "box", "tag", kind)],
      ]
    case "bool":
      return [
        named,
        [1, () => leaf(kind, random.of(["true", "false"]))],
        [2, () => piece(kind, [slot(e("num"), 2), " < ", slot(e("num"), 2)], 2)],
      ]
    case "nums":
      return [named, [1, () => leaf(kind, "[2, 3]")], [1, () => property(writer, "crate", "list", kind)]]
    case "box":
      return [
        named,
        [1, () => piece(kind, ["{ n: ", e("num"), ", tag: ", e("str"), " }"])],
        [1, () => property(writer, "crate", "box", kind)],
      ]
    case "crate":
      return [named, [1, () => piece(kind, ["{ box: ", e("box"), ", list: ", e("nums"), ", spare: undefined }"])]]
    case "map":
      return [named, [1, () => leaf(kind, 'new Map([["a", 1]])')]]
    case "boxes":
    case "bmap":
    case "opt":
    case "error":
    case "unready":
      return [named, [1, simple]]
  }
}

const property = (writer: Writer, of: Kind, name: string, kind: Kind): Piece => {
  const owner = writer.scope.pick(writer.random, (each) => each.kind === of)
  return owner === undefined
    ? leaf(kind, simplest[kind] ?? "undefined")
    : piece(kind, [piece(of, [owner.name]), `.${name}`])
}

/** Ways that every kind has: choice, assignment in place, notes. */
const anyKind = (writer: Writer, kind: Kind, deep: number): Way[] => {
  const e = (of: Kind = kind): Piece => expression(writer, of, deep)
  const assign = (): Piece => {
    const target = writer.scope.pick(writer.random, (each) => each.kind === kind && each.mutable)
    return target === undefined ? e() : piece(kind, [`${target.name} = `, bounded(kind, e())], 4)
  }
  const rare = rareExpressions[kind] ?? []
  return [
    [
      writer.canAwait && rare.length > 0 ? 2 : 0,
      () => withLevel(fill(writer, kind, writer.random.of(rare)) ?? leaf(kind, simplest[kind] ?? "undefined")),
    ],
    [1, () => piece(kind, [slot(e("bool"), 2), " ? ", slot(e(), 3), " : ", slot(e(), 3)], 3)],
    [kind === "crate" || kind === "error" ? 0 : 0.7, assign],
    [1, () => piece(kind, [`note(${writer.next++}, `, slot(e(), 4), ")"])],
  ]
}

/** What a template gives binds loosely. */
const withLevel = (made: Piece): Piece => ({ ...made, level: 3 })

/** Keeps numbers and texts small, whatever a loop does with them. */
export const bounded = (kind: Kind, value: Piece): Part => {
  if (kind === "num") return piece(kind, [slot(value, 1), " % 97"], 2)
  if (kind === "str") return piece(kind, [slot(value, 0), ".slice(-12)"])
  return slot(value, 4)
}

const list = (pieces: readonly Piece[]): Part[] =>
  pieces.flatMap((each, at) => (at === 0 ? [slot(each, 4)] : [", ", slot(each, 4)]))

/** A call of a step, with its `await` where one may stand. */
const call = (writer: Writer, kind: Kind, step: string, given: readonly Part[]): Piece =>
  writer.canAwait ? piece(kind, [`await ${step}(`, ...given, ")"], 1) : leaf(kind, simplest[kind] ?? "undefined")

const operators = (writer: Writer, kind: Kind, deep: number): Way[] => {
  const { random } = writer
  const e = (of: Kind): Piece => expression(writer, of, deep)
  const many = (of: Kind): Piece[] => Array.from({ length: random.below(3) + 1 }, () => e(of))
  switch (kind) {
    case "num":
      return [
        [3, () => piece(kind, [slot(e("num"), 2), random.of([" + ", " - ", " + "]), slot(e("num"), 1)], 2)],
        [0.5, () => piece(kind, ["-", slot(e("num"), 0)], 1)],
        [5, () => call(writer, kind, "num", [slot(e("num"), 4)])],
        [0.7, () => call(writer, kind, "tick", [])],
        [0.7, () => call(writer, kind, 'num.with({ id: "mine" })', [slot(e("num"), 4)])],
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
              random.chance(0.5) ? "undefined" : slot(e("box"), 4),
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
    case "unready":
      return []
  }
}

/** Locals of whatever kind, for `see`. */
export const seen = (writer: Writer): Piece[] => {
  const { random, scope } = writer
  return Array.from({ length: random.below(4) + 1 }, () => {
    const found = scope.pick(random, ({ kind }) => kind !== "error")
    return found === undefined ? leaf("num", "1") : piece(found.kind, [found.name])
  })
}

const step = (writer: Writer): Piece => {
  const target = writer.scope.pick(writer.random, ({ kind, mutable }) => kind === "num" && mutable)
  if (target === undefined) return leaf("num", "1")
  return writer.random.chance(0.5) ? piece("num", [`${target.name}++`], 1) : piece("num", [`--${target.name}`], 1)
}

const compound = (writer: Writer, deep: number): Piece => {
  const target = writer.scope.pick(writer.random, ({ kind, mutable }) => kind === "num" && mutable)
  if (target === undefined) return leaf("num", "1")
  return piece(
    "num",
    [`${target.name} ${writer.random.of(["+=", "-="])} `, slot(expression(writer, "num", deep), 4)],
    4,
  )
}

const memberAssign = (writer: Writer, deep: number): Piece => {
  const target = writer.scope.pick(writer.random, ({ kind }) => kind === "box")
  if (target === undefined) return leaf("num", "1")
  const value = expression(writer, "num", deep)
  return piece("num", [`${target.name}.n ${writer.random.of(["=", "+=", "-="])} `, bounded("num", value)], 4)
}

/** `numbers.map((each) => ...)`; the callback changes nothing of what is outside. */
const callback = (writer: Writer, method: "map" | "filter", numbers: Piece): Piece =>
  writer.scope.inside(() => {
    const name = writer.scope.newName(writer.random)
    writer.scope.declare({ name, kind: "num", mutable: false })
    const result = withoutAwait(writer, () => expression(writer, method === "map" ? "num" : "bool", 1))
    return piece("nums", [
      slot(numbers, 0),
      `.${method}((${name}) => `,
      slot(piece("callback", [slot(result, 2)], 0), 4),
      ")",
    ])
  })

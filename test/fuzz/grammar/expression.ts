import { bounded, leaf, local, simplest, type Way } from "./leaf.ts"
import { operators } from "./operators.ts"
import { rareExpressions } from "./rare-expression.ts"
import type { Kind } from "./scope.ts"
import { fill } from "./template.ts"
import { type Piece, piece, slot } from "./tree.ts"
import { weighted, type Writer } from "./writer.ts"

/** An expression of a kind; `deep` says how much may still be nested in it. */
export const expression = (writer: Writer, kind: Kind, deep: number): Piece => {
  const ways =
    deep <= 0
      ? leaves(writer, kind)
      : [...leaves(writer, kind), ...operators(writer, kind, deep - 1), ...anyKind(writer, kind, deep - 1)]
  return weighted(writer.random, ways)
}

const leaves = (writer: Writer, kind: Kind): Way[] => {
  const { random } = writer
  const e = (of: Kind): Piece => writer.expression(of, 0)
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
      return [
        named,
        [1, () => piece(kind, ["{ box: ", e("box"), ", list: ", e("nums"), ", spare: undefined as Box | undefined }"])],
      ]
    case "map":
      return [named, [1, () => leaf(kind, 'new Map([["a", 1]])')]]
    case "boxes":
    case "bmap":
    case "opt":
    case "error":
    case "fn":
    case "helper":
    case "later":
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
  const e = (of: Kind = kind): Piece => writer.expression(of, deep)
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

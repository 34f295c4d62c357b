import { deepOf } from "./deep-of.ts"
import type { Kind } from "./scope.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import { weighted, type Writer } from "./writer.ts"

/** A loop that ends: a counter of its own sees to it. */
export const loop = (writer: Writer): Piece => {
  const label = writer.random.chance(0.5) ? `l${writer.next++}` : undefined
  const head = label === undefined ? "" : `${label}: `
  writer.loops++
  try {
    return weighted(writer.random, [
      [3, () => forLoop(writer, label, head)],
      [3, () => forOf(writer, label, head)],
      [1.5, () => forOfCollection(writer, label, head)],
      [1, () => forIn(writer, label, head)],
      [2, () => whileLoop(writer, label, head)],
      [1.5, () => doWhile(writer, label, head)],
      [1, () => endless(writer, label, head)],
    ])
  } finally {
    writer.loops--
  }
}

const body = (writer: Writer, label: string | undefined, first: readonly (() => Piece)[] = []): Piece => {
  writer.targets.push({ label, isLoop: true })
  try {
    return writer.block(first)
  } finally {
    writer.targets.pop()
  }
}

const forLoop = (writer: Writer, label: string | undefined, head: string): Piece =>
  writer.scope.inside(() => {
    const { random, scope } = writer
    const name = scope.newName(random)
    scope.declare({ name, kind: "num", mutable: false })
    const start: Part = random.chance(0.2) && writer.canAwait ? `(await tick()) % 3` : "0"
    const limit: Part = piece(
      "optional",
      random.chance(0.4) ? [" && ", slot(writer.expression("bool", deepOf(writer)), 1)] : [],
    )
    const update = random.of([`${name}++`, `${name} += 1`, `${name}++`, `bump({ n: 1, tag: String(${name}++) })`])
    return piece("statement", [
      head,
      `for (let ${name} = `,
      start,
      `; ${name} < ${1 + random.below(3)}`,
      limit,
      `; ${update}) `,
      body(writer, label),
    ])
  })

const forOf = (writer: Writer, label: string | undefined, head: string): Piece => {
  const { random, scope } = writer
  const over = random.of(["nums", "boxes", "nums", "map"] as const)
  const source = writer.expression(over, deepOf(writer))
  return scope.inside(() => {
    const name = scope.newName(random)
    const word = random.of(["const", "let", "const"])
    const turns = `t${writer.next++}`
    const guard = (): Piece => piece("statement", [`if (++${turns} > 4) break;`])
    const before = `let ${turns} = 0; `
    if (over === "map") {
      const value = scope.newName(random)
      scope.declare({ name, kind: "str", mutable: word === "let" })
      scope.declare({ name: value, kind: "num", mutable: word === "let" })
      return piece("statement", [
        before,
        head,
        `for (${word} [${name}, ${value}] of [...`,
        slot(source, 0),
        "]) ",
        body(writer, label, [guard]),
      ])
    }
    if (over === "boxes" && random.chance(0.3)) {
      const tag = scope.newName(random)
      scope.declare({ name, kind: "num", mutable: word === "let" })
      scope.declare({ name: tag, kind: "str", mutable: word === "let" })
      return piece("statement", [
        before,
        head,
        `for (${word} { n: ${name}, tag: ${tag} } of `,
        slot(source, 4),
        ") ",
        body(writer, label, [guard]),
      ])
    }
    scope.declare({ name, kind: over === "nums" ? "num" : "box", mutable: word === "let" })
    return piece("statement", [
      before,
      head,
      `for (${word} ${name} of `,
      slot(source, 4),
      ") ",
      body(writer, label, [guard]),
    ])
  })
}

/** What can be iterated, and the kind of a name for each of its items. */
const collections: readonly (readonly [source: Kind, write: (source: string) => string, item: Kind])[] = [
  ["map", (map) => `${map}.keys()`, "str"],
  ["map", (map) => `${map}.values()`, "num"],
  ["bmap", (map) => `${map}.values()`, "box"],
  ["boxes", (boxes) => `new Set(${boxes})`, "box"],
  ["nums", (nums) => `${nums}.values()`, "num"],
  ["nums", (nums) => `${nums}.keys()`, "num"],
  ["nums", (nums) => `new Set(${nums}).keys()`, "num"],
]

/** A loop over a collection that the body may change while it is iterated. */
const forOfCollection = (writer: Writer, label: string | undefined, head: string): Piece => {
  const { random, scope } = writer
  const [source, write, item] = random.of(collections)
  const found = scope.pick(random, ({ kind }) => kind === source)
  return scope.inside(() => {
    const name = scope.newName(random)
    const word = random.of(["const", "let"])
    const turns = `t${writer.next++}`
    const guard = (): Piece => piece("statement", [`if (++${turns} > 4) break;`])
    scope.declare({ name, kind: item, mutable: word === "let" })
    const made = write(found?.name ?? simplestSource[source] ?? "[]")
    return piece("statement", [
      `let ${turns} = 0; ${head}for (${word} ${name} of ${made}) `,
      body(writer, label, [guard]),
    ])
  })
}

const simplestSource: Readonly<Partial<Record<Kind, string>>> = {
  map: 'new Map([["a", 1], ["b", 2]])',
  bmap: 'new Map([["a", { n: 1, tag: "t" }]])',
  boxes: '[{ n: 1, tag: "t" }]',
  nums: "[2, 3]",
}

const forIn = (writer: Writer, label: string | undefined, head: string): Piece => {
  const { random, scope } = writer
  const source = writer.expression(random.of(["box", "crate"] as const), deepOf(writer))
  return scope.inside(() => {
    const name = scope.newName(random)
    const word = random.of(["const", "let"])
    scope.declare({ name, kind: "str", mutable: word === "let" })
    return piece("statement", [head, `for (${word} ${name} in `, slot(source, 4), ") ", body(writer, label)])
  })
}

const whileLoop = (writer: Writer, label: string | undefined, head: string): Piece => {
  const turns = `t${writer.next++}`
  const condition = piece(
    "optional",
    writer.random.chance(0.5) ? [" && ", slot(writer.expression("bool", deepOf(writer)), 1)] : [],
  )
  return piece("statement", [
    `let ${turns} = 0; ${head}while (${turns}++ < ${1 + writer.random.below(3)}`,
    condition,
    ") ",
    body(writer, label),
  ])
}

const doWhile = (writer: Writer, label: string | undefined, head: string): Piece => {
  const turns = `t${writer.next++}`
  const inside = body(writer, label)
  const condition = piece(
    "optional",
    writer.random.chance(0.5) ? [" && ", slot(writer.expression("bool", deepOf(writer)), 1)] : [],
  )
  return piece("statement", [
    `let ${turns} = 0; ${head}do `,
    inside,
    ` while (++${turns} < ${1 + writer.random.below(3)}`,
    condition,
    ");",
  ])
}

const endless = (writer: Writer, label: string | undefined, head: string): Piece => {
  const turns = `t${writer.next++}`
  const guard = (): Piece => piece("statement", [`if (${turns}++ >= ${1 + writer.random.below(3)}) break;`])
  const form = writer.random.of(["for (;;) ", "while (true) "])
  return piece("statement", [`let ${turns} = 0; ${head}${form}`, body(writer, label, [guard])])
}

import { deepOf } from "./deep-of.ts"
import { arrowBody, bounded, seen } from "./leaf.ts"
import { type Kind, typeOf } from "./scope.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import { withoutAwait, type Writer } from "./writer.ts"

const kinds: readonly Kind[] = [
  "num",
  "num",
  "num",
  "str",
  "bool",
  "nums",
  "nums",
  "box",
  "box",
  "boxes",
  "map",
  "bmap",
  "opt",
  "crate",
]

/** A new local. */
export const declaration = (writer: Writer): Piece => {
  const { random, scope } = writer
  const kind = random.of(kinds)
  const word = random.of(["let", "const", "let"])
  const name = scope.newName(random)
  const value = writer.expression(kind, deepOf(writer))
  scope.declare({ name, kind, mutable: word === "let" })
  // Without a type TypeScript must infer the same; where a literal would narrow, it is written.
  const annotated =
    kind === "opt" ||
    kind === "bool" ||
    kind === "boxes" ||
    kind === "map" ||
    kind === "bmap" ||
    kind === "crate" ||
    random.chance(0.4)
  return piece("statement", [`${word} ${name}`, annotated ? `: ${typeOf[kind]}` : "", " = ", slot(value, 4), ";"])
}

/** `let x: number` whose value comes later, on every way. */
export const late = (writer: Writer): Piece => {
  const { random, scope } = writer
  const name = scope.newName(random)
  const give = (): Part => slot(piece("num", [`${name} = `, slot(writer.expression("num", deepOf(writer)), 4)], 4), 4)
  const given: readonly Part[] = random.chance(0.5)
    ? ["if (", slot(writer.expression("bool", 1), 4), ") { ", give(), " } else { ", give(), " }"]
    : [`try { `, give(), ` } catch { ${name} = 3 }`]
  const text = piece("statement", [`let ${name}: number; `, ...given])
  scope.declare({ name, kind: "num", mutable: true })
  return text
}

/** A second name for an object. */
export const alias = (writer: Writer): Piece => {
  const { random, scope } = writer
  const target = scope.pick(random, ({ kind }) => ["nums", "box", "boxes", "map", "bmap", "crate"].includes(kind))
  if (target === undefined) return declaration(writer)
  const name = scope.newName(random)
  if (name === target.name) return declaration(writer)
  const word = random.of(["const", "let"])
  scope.declare({ name, kind: target.kind, mutable: word === "let" })
  return piece("statement", [`${word} ${name} = ${target.name};`])
}

/** New locals out of a pattern. */
export const destructuring = (writer: Writer): Piece => {
  const { random, scope } = writer
  const word = random.of(["const", "let"])
  const one = scope.newName(random)
  const two = scope.newName(random)
  const declare = (first: Kind, second: Kind): void => {
    scope.declare({ name: one, kind: first, mutable: word === "let" })
    scope.declare({ name: two, kind: second, mutable: word === "let" })
  }
  const write = (pattern: string, value: Piece): Piece =>
    piece("statement", [`${word} ${pattern} = `, slot(value, 4), ";"])
  const e = (kind: Kind): Piece => writer.expression(kind, deepOf(writer))
  return random.of([
    () => {
      const written = write(`{ n: ${one}, tag: ${two} }`, e("box"))
      declare("num", "str")
      return written
    },
    () => {
      const written = write(`[${one} = 4, ...${two}]`, e("nums"))
      declare("num", "nums")
      return written
    },
    () => {
      const written = write(`{ box: ${one}, list: ${two} }`, piece("crate", [slot(e("crate"), 0), " as Crate"], 2))
      declare("box", "nums")
      return written
    },
    () => {
      const targets = [
        scope.pick(random, ({ kind, mutable }) => kind === "num" && mutable),
        scope.pick(random, ({ kind, mutable }) => kind === "num" && mutable),
      ] as const
      const [left, right] = targets
      const written =
        left === undefined || right === undefined
          ? write(`{ n: ${one}, ...${two} }`, e("box"))
          : piece("statement", [
              `[${left.name}, ${right.name}] = [`,
              slot(e("num"), 4),
              ", ",
              slot(e("num"), 4),
              `]; const ${one} = ${left.name}, ${two} = { tag: "two" };`,
            ])
      scope.declare({ name: one, kind: "num", mutable: false })
      return written
    },
  ])()
}

/** Steps side by side. */
export const together = (writer: Writer): Piece => {
  const { random, scope } = writer
  if (!writer.canAwait) return declaration(writer)
  const e = (kind: Kind): Piece => withoutAwaitSometimes(writer, kind)
  const ways = [
    ["num", () => ["num(", slot(e("num"), 4), ")"]],
    ["str", () => ["str(", slot(e("str"), 4), ")"]],
    ["box", () => ["box(", slot(e("box"), 4), ")"]],
    ["bool", () => ["test(", slot(e("num"), 4), ")"]],
    ["num", () => ["see([", ...seen(writer).flatMap((each) => [each, ", "]), "])"]],
  ] as const satisfies readonly (readonly [Kind, () => Part[]])[]
  const chosen = Array.from({ length: 1 + random.below(3) }, () => random.of<readonly [Kind, () => Part[]]>(ways))
  const names = chosen.map(() => scope.newName(random))
  const calls = chosen.flatMap(([, write], at) => [at === 0 ? "" : ", ", ...write()])
  const word = random.of(["const", "let"])
  chosen.forEach(([kind], at) => scope.declare({ name: names[at] ?? "", kind, mutable: word === "let" }))
  const how = random.of(["parallel", "Promise.all"])
  return piece("statement", [`${word} [${names.join(", ")}] = await ${how}([`, ...calls, "]);"])
}

const withoutAwaitSometimes = (writer: Writer, kind: Kind): Piece =>
  writer.random.chance(0.8) ? withoutAwait(writer, () => writer.expression(kind, 1)) : writer.expression(kind, 1)

/** A function that is used at once; it may change what is outside of it. */
export const closure = (writer: Writer): Piece => {
  const { random, scope } = writer
  const name = `f${writer.next++}`
  const target = scope.pick(random, ({ kind, mutable }) => kind === "num" && mutable)
  const body = withoutAwait(writer, () => writer.expression("num", 2))
  const made = scope.newName(random)
  const text =
    target === undefined
      ? [`const ${name} = () => `, ...arrowBody(body), `; const ${made} = ${name}();`]
      : [
          `const ${name} = () => { ${target.name} = `,
          bounded("num", body),
          `; return ${target.name} }; const ${made} = ${name}() + ${name}();`,
        ]
  scope.declare({ name: made, kind: "num", mutable: false })
  return piece("statement", text)
}

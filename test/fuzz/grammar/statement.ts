import { expression, bounded, seen } from "./expression.ts"
import { jump, throwStatement } from "./jump.ts"
import { loop } from "./loop.ts"
import { namingStatements } from "./naming-statement.ts"
import { rareStatements } from "./rare-statement.ts"
import { sharingStatements } from "./sharing-statement.ts"
import { type Kind, typeOf } from "./scope.ts"
import { fill } from "./template.ts"
import { type Part, type Piece, piece, slot } from "./tree.ts"
import { weighted, withoutAwait, type Writer } from "./writer.ts"

/** A block with statements, and a scope of its own. */
export const block = (writer: Writer, first: readonly (() => Piece)[] = []): Piece =>
  writer.scope.inside(() => piece("block", [...first.map((write) => write()), ...statements(writer)]))

/** Statements for the scope that is open. */
export const statements = (writer: Writer): Piece[] => {
  const { random } = writer
  const most = 1 + random.below(writer.depth === 0 ? 6 : 4)
  const written: Piece[] = []
  while (written.length < most && writer.budget > 0) written.push(statement(writer))
  return written
}

/** How much is nested in the expressions of a program. */
export const deepOf = ({ flavour, random }: Writer): number =>
  flavour === "jumps" ? random.below(2) : flavour === "expressions" ? 1 + random.below(3) : random.below(3)

const statement = (writer: Writer): Piece => {
  const { random, flavour } = writer
  writer.budget--
  const nest = writer.depth < 4 && writer.budget > 0
  const values = flavour === "jumps" ? 0.3 : flavour === "expressions" ? 1.5 : 1
  const jumps = flavour === "jumps" ? 2 : flavour === "mixed" ? 1 : 0.4
  return weighted<Piece>(random, [
    [
      writer.canAwait && writer.depth < 5 ? 2.5 : 0,
      () =>
        fill(
          writer,
          "statement",
          random.of(random.of([rareStatements, rareStatements, sharingStatements, namingStatements])),
        ) ?? declaration(writer),
    ],
    [4 * values, () => declaration(writer)],
    [5 * values, () => assignment(writer)],
    [3 * values, () => change(writer)],
    [1.5 * values, () => alias(writer)],
    [values, () => destructuring(writer)],
    [values, () => together(writer)],
    [0.6 * values, () => closure(writer)],
    [0.5 * values, () => late(writer)],
    [
      1.5,
      () =>
        piece("statement", [
          `note(${writer.next++}, `,
          slot(expression(writer, random.of(["num", "str", "bool", "num"]), deepOf(writer)), 4),
          ");",
        ]),
    ],
    [writer.canAwait ? 2 : 0, () => plainWait(writer)],
    [nest ? 2 * jumps : 0, () => nested(writer, () => ifStatement(writer))],
    [nest && writer.loops < 3 ? 2 * jumps : 0, () => nested(writer, () => loop(writer))],
    [nest ? 2.5 * jumps : 0, () => nested(writer, () => tryStatement(writer))],
    [nest ? 0.5 * jumps : 0, () => nested(writer, () => labeledBlock(writer))],
    [nest ? 0.3 * jumps : 0, () => nested(writer, () => switchStatement(writer))],
    [nest ? 0.3 : 0, () => nested(writer, () => block(writer))],
    [2 * jumps, () => jump(writer)],
    [writer.canAwait ? 1.5 * jumps : 0, () => pickedJumps(writer)],
    [0.7 * jumps, () => throwStatement(writer)],
  ])
}

const nested = (writer: Writer, write: () => Piece): Piece => {
  writer.depth++
  try {
    return write()
  } finally {
    writer.depth--
  }
}

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

const declaration = (writer: Writer): Piece => {
  const { random, scope } = writer
  const kind = random.of(kinds)
  const word = random.of(["let", "const", "let"])
  const name = scope.newName(random)
  const value = expression(writer, kind, deepOf(writer))
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
const late = (writer: Writer): Piece => {
  const { random, scope } = writer
  const name = scope.newName(random)
  const give = (): Part => slot(piece("num", [`${name} = `, slot(expression(writer, "num", deepOf(writer)), 4)], 4), 4)
  const given: readonly Part[] = random.chance(0.5)
    ? ["if (", slot(expression(writer, "bool", 1), 4), ") { ", give(), " } else { ", give(), " }"]
    : [`try { `, give(), ` } catch { ${name} = 3 }`]
  const text = piece("statement", [`let ${name}: number; `, ...given])
  scope.declare({ name, kind: "num", mutable: true })
  return text
}

const assignment = (writer: Writer): Piece => {
  const { random, scope } = writer
  const target = scope.pick(random, ({ mutable }) => mutable)
  if (target === undefined) return declaration(writer)
  const { kind, name } = target
  const value = expression(writer, kind, deepOf(writer))
  if (kind === "num" && random.chance(0.4))
    return piece("statement", [`${name} ${random.of(["+=", "-=", "+=", "??="])} `, bounded(kind, value), ";"])
  if (kind === "opt" && random.chance(0.4)) return piece("statement", [`${name} ??= `, slot(value, 4), ";"])
  if (kind === "str" && random.chance(0.3))
    return piece("statement", [
      `${name} ${random.of(["+=", "||=", "&&="])} `,
      slot(value, 4),
      `; ${name} = ${name}.slice(-12);`,
    ])
  return piece("statement", [`${name} = `, bounded(kind, value), ";"])
}

/** Changes an object in place. */
const change = (writer: Writer): Piece => {
  const { random, scope } = writer
  const target = scope.pick(random, ({ kind }) => ["nums", "box", "boxes", "map", "bmap", "crate"].includes(kind))
  if (target === undefined) return declaration(writer)
  const { name } = target
  const e = (kind: Kind): Piece => expression(writer, kind, deepOf(writer))
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

/** A second name for an object. */
const alias = (writer: Writer): Piece => {
  const { random, scope } = writer
  const target = scope.pick(random, ({ kind }) => ["nums", "box", "boxes", "map", "bmap", "crate"].includes(kind))
  if (target === undefined) return declaration(writer)
  const name = scope.newName(random)
  if (name === target.name) return declaration(writer)
  const word = random.of(["const", "let"])
  scope.declare({ name, kind: target.kind, mutable: word === "let" })
  return piece("statement", [`${word} ${name} = ${target.name};`])
}

const destructuring = (writer: Writer): Piece => {
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
  const e = (kind: Kind): Piece => expression(writer, kind, deepOf(writer))
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
const together = (writer: Writer): Piece => {
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
  writer.random.chance(0.8) ? withoutAwait(writer, () => expression(writer, kind, 1)) : expression(writer, kind, 1)

/** A function that is used at once; it may change what is outside of it. */
const closure = (writer: Writer): Piece => {
  const { random, scope } = writer
  const name = `f${writer.next++}`
  const target = scope.pick(random, ({ kind, mutable }) => kind === "num" && mutable)
  const body = withoutAwait(writer, () => expression(writer, "num", 2))
  const made = scope.newName(random)
  const text =
    target === undefined
      ? [`const ${name} = () => `, slot(body, 2), `; const ${made} = ${name}();`]
      : [
          `const ${name} = () => { ${target.name} = `,
          bounded("num", body),
          `; return ${target.name} }; const ${made} = ${name}() + ${name}();`,
        ]
  scope.declare({ name: made, kind: "num", mutable: false })
  return piece("statement", text)
}

const plainWait = (writer: Writer): Piece =>
  weighted(writer.random, [
    [3, () => piece("statement", ["await num(", slot(expression(writer, "num", deepOf(writer)), 4), ");"])],
    [2, () => piece("statement", ["await see([", ...seen(writer).flatMap((each) => [each, ", "]), "]);"])],
    [0.7, () => piece("statement", ['await sleep("1 second");'])],
    [
      1,
      () =>
        piece("statement", [
          slot(expression(writer, "bool", 1), 2),
          " && (await num(",
          slot(expression(writer, "num", 1), 4),
          "));",
        ]),
    ],
  ])

const ifStatement = (writer: Writer): Piece => {
  const condition = slot(expression(writer, "bool", deepOf(writer)), 4)
  const otherwise = writer.random.chance(0.5) ? [piece("optional", [" else ", block(writer)])] : []
  return piece("statement", ["if (", condition, ") ", block(writer), ...otherwise])
}

const tryStatement = (writer: Writer): Piece => {
  const { random, scope } = writer
  const body = block(writer)
  const form = random.below(3)
  const parts: Part[] = ["try ", body]
  if (form !== 0) {
    const named = random.chance(0.7)
    const caught = scope.inside(() => {
      const name = scope.newName(random)
      scope.declare({ name, kind: "error", mutable: false })
      return piece("optional", [named ? ` catch (${name}) ` : " catch ", piece("block", statements(writer))])
    })
    parts.push(caught)
  }
  if (form !== 1) parts.push(piece("optional", [" finally ", block(writer)]))
  return piece("statement", parts)
}

const labeledBlock = (writer: Writer): Piece => {
  const label = `b${writer.next++}`
  writer.targets.push({ label, isLoop: false })
  const body = block(writer)
  writer.targets.pop()
  return piece("statement", [`${label}: `, body])
}

/** Without a wait in it; jumps may leave it. */
const switchStatement = (writer: Writer): Piece => {
  const value = expression(writer, "num", 1)
  const suspends = writer.random.chance(0.15)
  const inside = <Result>(write: () => Result): Result => (suspends ? write() : withoutAwait(writer, write))
  writer.targets.push({ label: undefined, isLoop: false })
  const one = inside(() => block(writer))
  const two = inside(() => block(writer))
  writer.targets.pop()
  return piece("statement", [
    "switch (",
    slot(piece("num", [slot(value, 1), " % 3"], 2), 4),
    ") { case 1: ",
    one,
    writer.random.chance(0.5) ? " break; default: " : " case 2: ",
    two,
    " }",
  ])
}

/** Jumps that the plan chooses from: `const j = await pick(0); if (j === 1) break; ...`. */
const pickedJumps = (writer: Writer): Piece => {
  const name = `j${writer.next++}`
  const jumps = Array.from({ length: 1 + writer.random.below(3) }, (_, at) =>
    piece("optional", [
      ` if (${name} === ${at + 1}) `,
      piece("block", [writer.random.chance(0.2) ? throwStatement(writer) : jump(writer)]),
    ]),
  )
  return piece("statement", [`const ${name} = await pick(${writer.random.below(9)});`, ...jumps])
}

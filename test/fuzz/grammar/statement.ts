import { assignment, change } from "./assignment.ts"
import { alias, closure, declaration, destructuring, late, together } from "./declaration.ts"
import { deepOf } from "./deep-of.ts"
import { eventStatements } from "./event-statement.ts"
import { seen } from "./leaf.ts"
import { jump, throwStatement } from "./jump.ts"
import { groupStatements } from "./group-statement.ts"
import { helperStatement } from "./helper-statement.ts"
import { localFunction } from "./local-function.ts"
import { loop } from "./loop.ts"
import { loopStatements } from "./loop-statement.ts"
import { moduleStatements } from "./module-statement.ts"
import { namingStatements } from "./naming-statement.ts"
import { promiseStatements } from "./promise-statement.ts"
import { switchStatement } from "./switch.ts"
import { rareStatements } from "./rare-statement.ts"
import { sharingStatements } from "./sharing-statement.ts"
import { fill } from "./template.ts"
import { valueStatements } from "./value-statement.ts"
import { type Part, type Piece, piece, printPiece, slot } from "./tree.ts"
import { weighted, type Writer } from "./writer.ts"

/** A block with statements, and a scope of its own. */
export const block = (writer: Writer, first: readonly (() => Piece)[] = []): Piece =>
  writer.scope.inside(() => piece("block", [...first.map((write) => write()), ...statements(writer)]))

/** Statements for the scope that is open. */
export const statements = (writer: Writer): Piece[] => {
  const { random } = writer
  const most = 1 + random.below(writer.depth === 0 ? 6 : 4)
  const written: Piece[] = []
  while (written.length < most && writer.budget > 0) {
    const next = statement(writer)
    written.push(next)
    // What nobody reaches is seldom worth a program.
    if (leaves.test(printPiece(next)) && random.chance(0.9)) break
  }
  return written
}

const templates = [
  rareStatements,
  rareStatements,
  sharingStatements,
  namingStatements,
  loopStatements,
  moduleStatements,
  promiseStatements,
  groupStatements,
  eventStatements,
  valueStatements,
]

const leaves = /^(?:return|break|continue|throw)\b/

export const statement = (writer: Writer): Piece => {
  const { random, flavour } = writer
  writer.budget--
  const nest = writer.depth < 4 && writer.budget > 0
  const values = flavour === "jumps" ? 0.3 : flavour === "expressions" ? 1.5 : 1
  const jumps = flavour === "jumps" ? 2 : flavour === "mixed" ? 1 : flavour === "helpers" ? 0.2 : 0.4
  return weighted<Piece>(random, [
    [
      writer.canAwait && writer.depth < 5 ? 5 : 0,
      () => fill(writer, "statement", random.of(random.of(templates))) ?? declaration(writer),
    ],
    [4 * values, () => declaration(writer)],
    [5 * values, () => assignment(writer)],
    [3 * values, () => change(writer)],
    [1.5 * values, () => alias(writer)],
    [values, () => destructuring(writer)],
    [values, () => together(writer)],
    [0.6 * values, () => closure(writer)],
    [1.6, () => localFunction(writer)],
    [0.5 * values, () => late(writer)],
    [
      1.5,
      () =>
        piece("statement", [
          `note(${writer.next++}, `,
          slot(writer.expression(random.of(["num", "str", "bool", "num"]), deepOf(writer)), 4),
          ");",
        ]),
    ],
    [writer.canAwait ? 2 : 0, () => plainWait(writer)],
    [nest ? 2 * jumps : 0, () => nested(writer, () => ifStatement(writer))],
    [nest && writer.loops < 3 ? 2 * jumps : 0, () => nested(writer, () => loop(writer))],
    [nest ? 2.5 * jumps : 0, () => nested(writer, () => tryStatement(writer))],
    [nest ? 0.5 * jumps : 0, () => nested(writer, () => labeledBlock(writer))],
    [nest ? 0.8 * jumps : 0, () => nested(writer, () => switchStatement(writer))],
    [nest ? 0.3 : 0, () => nested(writer, () => block(writer))],
    [writer.canAwait && flavour === "helpers" ? 12 : 0, () => helperStatement(writer)],
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

const plainWait = (writer: Writer): Piece =>
  weighted(writer.random, [
    [3, () => piece("statement", ["await num(", slot(writer.expression("num", deepOf(writer)), 4), ");"])],
    [2, () => piece("statement", ["await see([", ...seen(writer).flatMap((each) => [each, ", "]), "]);"])],
    [0.7, () => piece("statement", ['await sleep("1 second");'])],
    [
      1,
      () =>
        piece("statement", [
          slot(writer.expression("bool", 1), 2),
          " && (await num(",
          slot(writer.expression("num", 1), 4),
          "));",
        ]),
    ],
  ])

const ifStatement = (writer: Writer): Piece => {
  const condition = slot(writer.expression("bool", deepOf(writer)), 4)
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
      if (named) scope.declare({ name, kind: "error", mutable: false })
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

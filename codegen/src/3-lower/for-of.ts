import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Iteration, iterationOf } from "../2-analyze/iteration.ts"
import { iteratedType } from "../2-analyze/iterated-type.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import { lowerExpression } from "./expression.ts"
import { type Iterated, keepIterated, makeCursor } from "./iterated.ts"
import { backTo, beginLoop, endLoop, joinContinues, type Loop } from "./loop.ts"
import { bindTarget, type Taken, targetName } from "./loop-target.ts"
import { closeSegment, emit, exitOf, type Lowering, makeVariable, openSegment } from "./lowering.ts"
import { lowerStatement } from "./statement.ts"
import type { SegmentPrinter } from "./op.ts"

/**
 * `for..of` over what needs no iterator to go on: the frame keeps it and counts the turns, so that the loop sees it as it
 * is at each turn.
 */
export const lowerForOf = (lowering: Lowering, statement: ts.ForOfStatement, labels: readonly string[]): void => {
  const { initializer, expression } = statement
  const { checker } = lowering.survey
  if (statement.awaitModifier !== undefined) return // it is refused already
  const iteration = iterationOf(expression, checker)
  if (iteration === undefined) {
    lowering.diagnostics.push(diagnostic("SW3107", placeOf(expression), { what: `\`${expression.getText()}\`` }))
    return
  }
  lowerExpression(lowering, iteration.receiver)
  const name = targetName(initializer)
  const source = keepIterated(lowering, iteration.receiver, `${name}_of`)
  const at = makeCursor(lowering, `${name}_at`, initializer)
  const loop = beginLoop(lowering, `for_${name}`, statement, labels)
  if (iteration.mayLose) loop.region.cursor = { at, source: source.variable }
  const head = { iteration, source, at, name }
  const taken = iteration.isArray ? readNext(lowering, loop, head) : takeTurn(lowering, loop, head)
  const type = iteratedType(checker.getTypeAtLocation(expression), checker)
  bindTarget(lowering, initializer, taken, type ?? checker.getAnyType())
  lowerStatement(lowering, statement.statement)
  joinContinues(lowering, loop, statement)
  backTo(loop, closeSegment(lowering, { key: "head", code: "head", node: statement }))
  endLoop(lowering, loop)
}

interface Head {
  readonly iteration: Iteration
  readonly source: Iterated
  readonly at: Variable
  readonly name: string
}

/** The head of a loop over an array: an index within its length. */
const readNext = (lowering: Lowering, loop: Loop, { iteration, source, at, name }: Head): Taken => {
  noteDone(lowering, loop, name)
  emit(lowering, {
    nodes: source.nodes,
    reads: [at, ...source.reads],
    exits: ["done"],
    print: (text) => `if (!(${text.variable(at)} < ${source.print(text)}.length)) return "done"`,
  })
  const next = (text: SegmentPrinter): string => `${text.variable(at)}++`
  const value = (text: SegmentPrinter): string => {
    if (iteration.method === "keys") return next(text)
    if (iteration.method === "entries") return `${text.abi("entryAt")}(${source.print(text)}, ${next(text)})`
    return `${source.print(text)}[${next(text)}]${elementSuffix(lowering, iteration.receiver, text)}`
  }
  return { nodes: source.nodes, reads: [at, ...source.reads], writes: [at], value }
}

/** The head of a loop over anything else: the turn is looked up by its number. */
const takeTurn = (lowering: Lowering, loop: Loop, { iteration, source, at, name }: Head): Taken => {
  const next = makeVariable(lowering, {
    kind: "cursor",
    name: "next",
    node: iteration.receiver,
    type: { kind: "text", text: "unknown" },
  })
  const by = iteration.method === undefined ? "" : `, "${iteration.method}"`
  noteDone(lowering, loop, name)
  emit(lowering, {
    nodes: source.nodes,
    reads: [at, ...source.reads],
    writes: [at],
    defines: [next],
    exits: ["done"],
    print: (text) =>
      [
        `const ${text.variable(next)} = ${text.abi("turn")}(${source.print(text)}, ${text.variable(at)}++${by})`,
        `if (${text.variable(next)} === undefined) return "done"`,
      ].join("\n"),
  })
  return { nodes: [], reads: [next], value: (text) => `${text.variable(next)}.item` }
}

const noteDone = (lowering: Lowering, loop: Loop, name: string): void => {
  const done = exitOf(openSegment(lowering), "done")
  done.condition = `no more ${name}`
  loop.done.push(done)
}

/** Within its bounds an array has its element type, which `noUncheckedIndexedAccess` does not know. */
const elementSuffix = ({ survey: { checker } }: Lowering, expression: ts.Expression, text: SegmentPrinter): string => {
  const type = checker.getIndexTypeOfType(
    checker.getNonNullableType(checker.getTypeAtLocation(expression)),
    ts.IndexKind.Number,
  )
  if (type === undefined || checker.isTypeAssignableTo(checker.getUndefinedType(), type)) return ""
  return checker.isTypeAssignableTo(checker.getNullType(), type) ? ` as ${text.type(type, expression)}` : "!"
}

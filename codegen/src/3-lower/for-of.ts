import { bareExpression } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { isArray } from "../2-analyze/array-type.ts"
import { isFixed, type Variable } from "../2-analyze/variable.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import { bindTo, variablesOf } from "./declaration.ts"
import { lowerExpression } from "./expression.ts"
import { backTo, beginLoop, endLoop, joinContinues } from "./loop.ts"
import { closeSegment, emit, exitOf, type Lowering, makeVariable, openSegment } from "./lowering.ts"
import { lowerStatement } from "./statement.ts"
import type { SegmentPrinter } from "./op.ts"

/** `for..of` over an array: the frame keeps the array and an index, so that the loop sees the array as it is at each turn. */
export const lowerForOf = (lowering: Lowering, statement: ts.ForOfStatement, labels: readonly string[]): void => {
  const { initializer, expression } = statement
  const { checker } = lowering.survey
  if (statement.awaitModifier !== undefined) return // it is refused already
  if (!isArray(checker.getTypeAtLocation(expression), checker)) {
    lowering.diagnostics.push(diagnostic("SW3107", placeOf(expression), { what: `\`${expression.getText()}\`` }))
    return
  }
  lowerExpression(lowering, expression)
  const name = nameOf(initializer)
  const array = arrayOf(lowering, expression, name)
  const at = makeVariable(lowering, {
    kind: "cursor",
    name: `${name}_at`,
    node: initializer,
    type: { kind: "text", text: "number" },
  })
  emit(lowering, { nodes: [], defines: [at], print: (text) => `${text.variable(at)} = 0` })
  const loop = beginLoop(lowering, `for_${name}`, statement, labels)
  const segment = openSegment(lowering)
  const done = exitOf(segment, "done")
  done.condition = `no more ${name}`
  loop.done.push(done)
  emit(lowering, {
    nodes: array.nodes,
    reads: [at, ...array.reads],
    exits: ["done"],
    print: (text) => `if (!(${text.variable(at)} < ${array.print(text)}.length)) return "done"`,
  })
  bindElement(lowering, statement, { at, array })
  lowerStatement(lowering, statement.statement)
  joinContinues(lowering, loop, statement)
  backTo(loop, closeSegment(lowering, { key: "head", code: "head", node: statement }))
  endLoop(lowering, loop)
}

/** The array that is iterated: a `const` of the author's, or a local that codegen makes for it. */
interface IteratedArray {
  readonly nodes: readonly ts.Node[]
  readonly reads: readonly Variable[]
  readonly print: (text: SegmentPrinter) => string
}

const arrayOf = (lowering: Lowering, expression: ts.Expression, name: string): IteratedArray => {
  const bare = bareExpression(expression)
  const known = lowering.survey.references.get(bare)
  if (known !== undefined && isFixed(known.variable)) {
    return { nodes: [bare], reads: [], print: (text) => text.node(bare) }
  }
  const array = makeVariable(lowering, {
    kind: "cursor",
    name: `${name}_of`,
    node: expression,
    type: { kind: "nodes", nodes: [expression] },
  })
  emit(lowering, {
    nodes: [expression],
    defines: [array],
    print: (text) => `${text.variable(array)} = ${text.node(expression)}`,
  })
  return { nodes: [], reads: [array], print: (text) => text.variable(array) }
}

const bindElement = (
  lowering: Lowering,
  { initializer, expression }: ts.ForOfStatement,
  { at, array }: { at: Variable; array: IteratedArray },
): void => {
  const element = (text: SegmentPrinter): string =>
    `${array.print(text)}[${text.variable(at)}++]${elementSuffix(lowering, expression, text)}`
  const reads = [at, ...array.reads]
  if (!ts.isVariableDeclarationList(initializer)) {
    const isObject = ts.isObjectLiteralExpression(bareExpression(initializer))
    const assign = (text: SegmentPrinter): string => `${text.node(initializer)} = ${element(text)}`
    emit(lowering, {
      nodes: [...array.nodes, initializer],
      reads,
      writes: [at],
      print: (text) => (isObject ? `(${assign(text)})` : assign(text)),
    })
    return
  }
  const name = initializer.declarations[0]?.name
  if (name === undefined) return
  const names = variablesOf(lowering, name)
  const value = (text: SegmentPrinter) =>
    bindTo(text, names, { name, list: initializer, value: element(text), type: undefined })
  emit(lowering, { nodes: [...array.nodes, name], reads, writes: [at], defines: names, print: value })
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

/** The first name that the loop binds. */
const nameOf = (initializer: ts.ForInitializer): string => {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(initializer)
  return names[0] ?? "item"
}

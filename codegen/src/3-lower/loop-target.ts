import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { bindTo, variablesOf } from "./bind-to.ts"
import { emit, type Lowering, makeVariable } from "./lowering.ts"
import type { Op, SegmentPrinter } from "./op.ts"
import { lowerOperands } from "./operands.ts"
import { keepTaken, lowerPattern } from "./pattern.ts"
import { isPattern, type Pattern } from "./pattern-part.ts"
import { placeOperands } from "./place-operands.ts"

/** What a turn of a `for..of` or `for..in` is about, and what taking it uses. */
export type Taken = Pick<Op, "nodes" | "reads" | "writes"> & { readonly value: (text: SegmentPrinter) => string }

/** Gives what stands before `of` or `in` the value of a turn: `const x`, `[a, b]`, `box.n`. */
export const bindTarget = (lowering: Lowering, initializer: ts.ForInitializer, taken: Taken, type: ts.Type): void => {
  const { value, ...uses } = taken
  const pattern = patternOf(initializer)
  if (pattern !== undefined && lowering.survey.suspends.has(pattern)) {
    const by = ts.isVariableDeclarationList(initializer) ? initializer : undefined
    return lowerPattern({ lowering, by }, pattern, keepTaken(lowering, { node: pattern, type, ...taken }))
  }
  if (ts.isVariableDeclarationList(initializer)) {
    const name = initializer.declarations[0]?.name
    if (name === undefined) return
    const names = variablesOf(lowering, name)
    emit(lowering, {
      ...uses,
      nodes: [...uses.nodes, name],
      defines: names,
      print: (text) => bindTo(text, names, { name, by: initializer, value: value(text), type: undefined }),
    })
    return
  }
  const target = bareExpression(initializer)
  if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) {
    assignMember(lowering, initializer, taken)
    return
  }
  const isObject = ts.isObjectLiteralExpression(target)
  const assign = (text: SegmentPrinter): string => `${text.node(initializer)} = ${value(text)}`
  emit(lowering, {
    ...uses,
    nodes: [...uses.nodes, initializer],
    print: (text) => (isObject ? `(${assign(text)})` : assign(text)),
  })
}

const patternOf = (initializer: ts.ForInitializer): Pattern | undefined => {
  const target = ts.isVariableDeclarationList(initializer)
    ? initializer.declarations[0]?.name
    : bareExpression(initializer)
  return target !== undefined && isPattern(target) ? target : undefined
}

/** The value is taken before the object that it goes to is evaluated. */
const assignMember = (lowering: Lowering, initializer: ts.Expression, { value, ...uses }: Taken): void => {
  const item = makeVariable(lowering, {
    kind: "cursor",
    name: "item",
    node: initializer,
    type: { kind: "nodes", nodes: [initializer] },
  })
  emit(lowering, {
    ...uses,
    defines: [item],
    print: (text) => `${text.isFrame(item) ? "" : "const "}${text.variable(item)} = ${value(text)}`,
  })
  lowerOperands(lowering, placeOperands(bareExpression(initializer)) ?? [])
  emit(lowering, {
    nodes: [initializer],
    reads: [item],
    print: (text) => `${text.node(initializer)} = ${text.variable(item)}`,
  })
}

/** The first name that stands there. */
export const targetName = (initializer: ts.ForInitializer): string => {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(initializer)
  return names[0] ?? "item"
}

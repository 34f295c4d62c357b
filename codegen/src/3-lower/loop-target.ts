import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { bindTo, variablesOf } from "./bind-to.ts"
import { emit, type Lowering, makeVariable, refuse } from "./lowering.ts"
import type { Op, SegmentPrinter } from "./op.ts"

/** What a turn of a `for..of` or `for..in` is about, and what taking it uses. */
export type Taken = Pick<Op, "nodes" | "reads" | "writes"> & { readonly value: (text: SegmentPrinter) => string }

/** Gives what stands before `of` or `in` the value of a turn: `const x`, `[a, b]`, `box.n`. */
export const bindTarget = (lowering: Lowering, initializer: ts.ForInitializer, taken: Taken): void => {
  const { value, ...uses } = taken
  if (ts.isVariableDeclarationList(initializer)) {
    const name = initializer.declarations[0]?.name
    if (name === undefined) return
    const names = variablesOf(lowering, name)
    emit(lowering, {
      ...uses,
      nodes: [...uses.nodes, name],
      defines: names,
      print: (text) => bindTo(text, names, { name, list: initializer, value: value(text), type: undefined }),
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

/** The value is taken before the object that it goes to is evaluated. */
const assignMember = (lowering: Lowering, initializer: ts.Expression, { value, ...uses }: Taken): void => {
  const item = makeVariable(lowering, {
    kind: "cursor",
    name: "item",
    node: initializer,
    type: { kind: "nodes", nodes: [initializer] },
  })
  emit(lowering, { ...uses, defines: [item], print: (text) => `const ${text.variable(item)} = ${value(text)}` })
  emit(lowering, {
    nodes: [initializer],
    reads: [item],
    print: (text) => `${text.node(initializer)} = ${text.variable(item)}`,
  })
}

/** Refuses an `await` before `of` or `in`; answers whether there is one. */
export const refuseWaitingTarget = (lowering: Lowering, initializer: ts.ForInitializer): boolean => {
  if (!lowering.survey.suspends.has(initializer)) return false
  refuse(lowering, initializer, "An `await` in the head of a loop", "Take the item apart in the body of the loop.")
  return true
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

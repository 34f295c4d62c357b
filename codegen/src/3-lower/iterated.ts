import type { ts } from "../1-read/syntax.ts"
import { isFixed, type Variable } from "../2-analyze/variable.ts"
import { emit, type Lowering, makeVariable } from "./lowering.ts"
import type { SegmentPrinter } from "./op.ts"

/** What a loop goes through: a `const` of the author's, or a local that codegen makes for it. */
export interface Iterated {
  readonly nodes: readonly ts.Node[]
  readonly reads: readonly Variable[]
  /** The local that holds it. */
  readonly variable: Variable
  readonly print: (text: SegmentPrinter) => string
}

/** Keeps the value of an expression as it is now, in a local of this name if it needs one. */
export const keepIterated = (lowering: Lowering, expression: ts.Expression, name: string): Iterated => {
  const known = lowering.survey.references.get(expression)
  if (known !== undefined && isFixed(known.variable)) {
    return { nodes: [expression], reads: [], variable: known.variable, print: (text) => text.node(expression) }
  }
  const variable = makeVariable(lowering, {
    kind: "cursor",
    name,
    node: expression,
    type: { kind: "nodes", nodes: [expression] },
  })
  emit(lowering, {
    nodes: [expression],
    defines: [variable],
    print: (text) => `${text.variable(variable)} = ${text.node(expression)}`,
  })
  return { nodes: [], reads: [variable], variable, print: (text) => text.variable(variable) }
}

/** The local that counts the turns of a loop; it begins at 0. */
export const makeCursor = (lowering: Lowering, name: string, node: ts.Node): Variable => {
  const at = makeVariable(lowering, { kind: "cursor", name, node, type: { kind: "text", text: "number" } })
  emit(lowering, { nodes: [], defines: [at], print: (text) => `${text.variable(at)} = 0` })
  return at
}

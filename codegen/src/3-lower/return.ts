import type { ts } from "../1-read/syntax.ts"
import { lowerExpression } from "./expression.ts"
import { leaveBy } from "./jump.ts"
import { emit, type Lowering, openSegment } from "./lowering.ts"

/** `return value` ends the procedure, by way of every `finally` around it. */
export const lowerReturn = (lowering: Lowering, statement: ts.ReturnStatement): void => {
  const { expression } = statement
  if (expression !== undefined) lowerExpression(lowering, expression)
  completeWith(lowering, expression, statement)
}

/** Emits `return completed(value)`. */
export const completeWith = (lowering: Lowering, value: ts.Expression | undefined, node: ts.Node): void => {
  const label = leaveBy(lowering, openSegment(lowering), { kind: "return" })
  emit(lowering, {
    nodes: value === undefined ? [] : [value],
    exits: [label],
    ends: true,
    print: (text) => `return ${text.abi("completed")}(${value === undefined ? "" : text.node(value)})`,
  })
  lowering.here = { kind: "edges", edges: [], name: { key: "unreachable", code: "unreachable", node } }
}

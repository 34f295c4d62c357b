import type { Asker } from "@statewright/model"

import type { ts } from "../1-read/syntax.ts"
import type { Edge } from "./draft.ts"
import { lowerExpression } from "./expression.ts"
import {
  closeSegment,
  emit,
  enterRegion,
  exitOf,
  goOn,
  leaveRegion,
  type Lowering,
  nameAfter,
  openSegment,
} from "./lowering.ts"
import { lowerStatement } from "./statement.ts"

/** `if`: the segment that reaches it names the branch, and each branch begins with a segment of its own. */
export const lowerIf = (lowering: Lowering, statement: ts.IfStatement): void => {
  const { expression, thenStatement, elseStatement } = statement
  lowerExpression(lowering, expression)
  const { thenEdge, elseEdge } = branch(lowering, expression, { by: "if", yes: "then", no: "else" })
  const region = enterRegion(lowering, "if", "if", statement)
  goOn(lowering, [thenEdge], { key: "then", code: "then", node: thenStatement })
  lowerStatement(lowering, thenStatement)
  const then = closeSegment(lowering, { key: "then", code: "then", node: statement })
  goOn(lowering, [elseEdge], { key: "else", code: "else", node: elseStatement ?? statement })
  if (elseStatement !== undefined) lowerStatement(lowering, elseStatement)
  const otherwise = closeSegment(lowering, { key: "else", code: "else", node: statement })
  leaveRegion(lowering, region)
  goOn(lowering, [...then, ...otherwise], nameAfter(region))
}

interface Branches {
  readonly thenEdge: Edge
  readonly elseEdge: Edge
}

/** Ends the open segment with the choice between two ways. */
export const branch = (
  lowering: Lowering,
  condition: ts.Expression,
  { by, yes, no }: { readonly by: Asker; readonly yes: string; readonly no: string },
): Branches => {
  const segment = openSegment(lowering)
  segment.asks.push({ by, condition })
  const thenEdge = exitOf(segment, yes)
  const elseEdge = exitOf(segment, no)
  thenEdge.condition = condition.getText()
  elseEdge.condition = `!(${condition.getText()})`
  emit(lowering, {
    nodes: [condition],
    exits: [yes, no],
    ends: true,
    print: (text) => `return ${text.operand(condition)} ? "${yes}" : "${no}"`,
  })
  return { thenEdge, elseEdge }
}

import { ts } from "../1-read/syntax.ts"
import type { JumpScope } from "./jump-scope.ts"
import { closeSegment, enterRegion, goOn, leaveRegion, type Lowering, nameAfter } from "./lowering.ts"
import { lowerStatement } from "./statement.ts"

/** A label names the state of the construct that it stands before; a labelled block can be left by `break`. */
export const lowerLabeled = (lowering: Lowering, labeled: ts.LabeledStatement, outer: readonly string[]): void => {
  const { statement } = labeled
  const labels = [...outer, labeled.label.text]
  if (ts.isLabeledStatement(statement) || ts.isIterationStatement(statement, false)) {
    return lowerStatement(lowering, statement, labels)
  }
  const edges = closeSegment(lowering, { key: "begin", code: labeled.label.text, node: labeled })
  const region = enterRegion(lowering, "block", labels[0] ?? "block", labeled)
  goOn(lowering, edges, { key: "begin", code: region.name, node: labeled })
  const scope: JumpScope = { kind: "block", labels, breaks: [] }
  lowering.scopes.push(scope)
  lowerStatement(lowering, statement)
  lowering.scopes.pop()
  const end = closeSegment(lowering, { key: "end", code: "end", node: labeled })
  leaveRegion(lowering, region)
  goOn(lowering, [...end, ...scope.breaks], nameAfter(region))
}

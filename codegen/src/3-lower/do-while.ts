import { ts } from "../1-read/syntax.ts"
import { lowerExpression } from "./expression.ts"
import { branch } from "./if.ts"
import { backTo, beginLoop, endLoop, joinContinues } from "./loop.ts"
import { closeSegment, isReachable, type Lowering } from "./lowering.ts"
import { lowerStatement } from "./statement.ts"

/** `do..while`: the condition is tested where an iteration ends. */
export const lowerDoWhile = (lowering: Lowering, statement: ts.DoStatement, labels: readonly string[]): void => {
  const { expression } = statement
  const loop = beginLoop(lowering, "do", statement, labels)
  lowerStatement(lowering, statement.statement)
  joinContinues(lowering, loop, expression)
  if (expression.kind === ts.SyntaxKind.TrueKeyword) {
    backTo(loop, closeSegment(lowering, { key: "head", code: "head", node: statement }))
  } else if (isReachable(lowering)) {
    lowerExpression(lowering, expression)
    const { thenEdge, elseEdge } = branch(lowering, expression, { by: "do", yes: "again", no: "done" })
    backTo(loop, [thenEdge])
    loop.done.push(elseEdge)
  }
  endLoop(lowering, loop)
}

import type { ts } from "../1-read/syntax.ts"
import { backTo, beginLoop, endLoop, joinContinues, testHead } from "./loop.ts"
import { closeSegment, type Lowering } from "./lowering.ts"
import { lowerStatement } from "./statement.ts"

/** `while`: the condition is tested in the head, together with what the body begins with. */
export const lowerWhile = (lowering: Lowering, statement: ts.WhileStatement, labels: readonly string[]): void => {
  const loop = beginLoop(lowering, "while", statement, labels)
  testHead(lowering, loop, statement.expression)
  lowerStatement(lowering, statement.statement)
  joinContinues(lowering, loop, statement)
  backTo(loop, closeSegment(lowering, { key: "head", code: "head", node: statement }))
  endLoop(lowering, loop)
}

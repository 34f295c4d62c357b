import { ts } from "../1-read/syntax.ts"

/** What a loop tests; `undefined` of one over items, and of `for (;;)`. */
export const conditionOf = (loop: ts.IterationStatement): ts.Expression | undefined => {
  if (ts.isForStatement(loop)) return loop.condition
  return ts.isWhileStatement(loop) || ts.isDoStatement(loop) ? loop.expression : undefined
}

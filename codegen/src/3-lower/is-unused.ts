import { isWrapper } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"

/** Whether nobody asks what it answers: `await forEach(...)` as a statement of its own. */
export const isUnused = (node: ts.Node): boolean => {
  let waited = node
  while (isWrapper(waited.parent)) waited = waited.parent
  return ts.isAwaitExpression(node) && ts.isExpressionStatement(waited.parent)
}

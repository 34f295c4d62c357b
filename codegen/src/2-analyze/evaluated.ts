import { ts } from "../1-read/syntax.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import type { Op } from "../3-lower/op.ts"
import type { Variable } from "./variable.ts"

/**
 * Looks at every node that a statement of a segment evaluates, and at those of the body's own functions that it names, but
 * for each function of `known`.
 */
export const eachEvaluated = (
  op: Op,
  { survey: { references }, replacements }: Lowering,
  { known, look }: { readonly known: Set<Variable>; readonly look: (node: ts.Node) => void },
): void => {
  const visit = (node: ts.Node): void => {
    const replacement = node === op.before?.node ? op.before.replacement : replacements.get(node)
    if (replacement?.kind === "given" || replacement?.kind === "variable") return
    // A call that starts a step passes a copy.
    if (replacement === undefined || !ts.isCallExpression(node)) look(node)
    const reference = ts.isIdentifier(node) ? references.get(node) : undefined
    if (reference?.variable.kind === "function" && !known.has(reference.variable)) {
      known.add(reference.variable)
      ts.forEachChild(reference.variable.declaration.parent, visit)
    }
    ts.forEachChild(node, visit)
  }
  for (const node of op.nodes) visit(node)
}

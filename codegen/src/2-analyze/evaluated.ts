import { ts } from "../1-read/syntax.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import type { Op } from "../3-lower/op.ts"
import { declarationsOf, functionOf } from "./local-function.ts"
import type { Variable } from "./variable.ts"

interface Looking {
  readonly known: Set<Variable>
  readonly look: (node: ts.Node) => void
  /** Told of every local that is named, or whose value stands in the place of a node. */
  readonly use?: (variable: Variable) => void
}

/**
 * Looks at every node that a statement of a segment evaluates, and at those of the body's own functions that it names, but
 * for each function of `known`.
 */
export const eachEvaluated = (
  op: Op,
  { survey: { references, checker }, replacements }: Lowering,
  { known, look, use }: Looking,
): void => {
  const visit = (node: ts.Node): void => {
    const replacement = node === op.before?.node ? op.before.replacement : replacements.get(node)
    if (replacement?.kind === "variable") use?.(replacement.variable)
    if (replacement?.kind === "given" || replacement?.kind === "variable") return
    if (replacement?.kind === "instead") return visit(replacement.node)
    // A call that starts a step passes a copy.
    if (replacement === undefined || !ts.isCallExpression(node)) look(node)
    const reference = ts.isIdentifier(node) ? references.get(node) : undefined
    if (reference !== undefined) use?.(reference.variable)
    if (reference !== undefined && functionOf(reference.variable) !== undefined && !known.has(reference.variable)) {
      known.add(reference.variable)
      for (const declaration of declarationsOf(reference.variable, checker)) ts.forEachChild(declaration, visit)
    }
    ts.forEachChild(node, visit)
  }
  for (const node of op.nodes) visit(node)
}

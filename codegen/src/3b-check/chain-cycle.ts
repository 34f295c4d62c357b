import { placeOf } from "../1-read/place-of.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { throughText, wayBack, type WorkflowEdge } from "./workflow-edges.ts"

/** Warns of chains that lead back to where they begin, and that no condition of theirs ever ends. */
export const chainCycles = (edges: readonly WorkflowEdge[]): readonly Diagnostic[] => {
  const endless = edges.filter(({ isConditional }) => isConditional !== true)
  return endless.flatMap((edge) => {
    const path = edge.kind === "chain" ? wayBack(edge, endless) : undefined
    if (path === undefined) return []
    return [diagnostic("SW4121", placeOf(edge.at), { workflow: edge.from.name, through: throughText(path) })]
  })
}

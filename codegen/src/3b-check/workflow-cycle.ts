import { optionOf } from "../1-read/option-of.ts"
import { placeOf } from "../1-read/place-of.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { throughText, wayBack, type WorkflowEdge } from "./workflow-edges.ts"

/** Warns of a workflow that becomes its own sub-workflow and does not say how deep that may go: its run is refused then. */
export const workflowCycles = (edges: readonly WorkflowEdge[]): readonly Diagnostic[] => {
  const calls = edges.filter(({ kind }) => kind !== "chain")
  const told = new Set<string>()
  return calls.flatMap((edge) => {
    const { from, at } = edge
    if (told.has(from.name) || optionOf(from.call, "maxDepth") !== undefined) return []
    const path = wayBack(edge, calls)
    if (path === undefined) return []
    told.add(from.name)
    return [diagnostic("SW4120", placeOf(at), { workflow: from.name, through: throughText(path) })]
  })
}

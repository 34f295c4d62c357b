import type { PictureEdge, PictureNode, ProcedurePicture } from "../picture/picture.ts"
import { edgeLabel } from "./edge-label.ts"
import type { ElkExtendedEdge, ElkNode } from "./elk.ts"
import { nodeFace, textStyles } from "./node-face.ts"
import { textWidth } from "./text-width.ts"

/** The room that a region keeps around its children; its title stands on top. */
export const regionPadding = "[top=42,left=18,bottom=18,right=18]"

/** What elk is asked to place for one procedure. */
export const elkGraph = (procedure: ProcedurePicture): ElkNode => ({
  id: procedure.name,
  layoutOptions: { "elk.padding": "[top=8,left=8,bottom=8,right=8]" },
  children: procedure.nodes.map(elkNode),
  edges: procedure.edges.map(elkEdge),
})

const elkNode = (node: PictureNode): ElkNode => {
  const { width, height, aside } = nodeFace(node)
  if (node.kind === "region") {
    const layoutOptions = {
      "elk.padding": regionPadding,
      "elk.nodeSize.constraints": "MINIMUM_SIZE",
      "elk.nodeSize.minimum": `(${width}, ${height})`,
    }
    return { id: node.id, layoutOptions, children: node.children.map(elkNode) }
  }
  const layoutOptions: Record<string, string> = {
    ...(node.kind === "start" ? { "elk.layered.layering.layerConstraint": "FIRST" } : {}),
    ...(node.kind === "end" ? { "elk.layered.layering.layerConstraint": "LAST", "elk.nodeLabels.placement": "OUTSIDE V_CENTER H_RIGHT" } : {}),
  }
  const labels = aside.map((text) => ({ text, width: Math.ceil(textWidth(text, textStyles.aside)), height: 15 }))
  return { id: node.id, width, height, layoutOptions, labels }
}

const elkEdge = (edge: PictureEdge): ElkExtendedEdge => {
  const label = edgeLabel(edge)
  return {
    id: edge.id,
    sources: [edge.from],
    targets: [edge.to],
    layoutOptions: { "elk.layered.priority.direction": priority[edge.kind] },
    labels: label === undefined ? [] : [{ text: edge.label, width: label.width, height: label.height }],
  }
}

/** Which arrows should point down the page. */
const priority = { flow: "10", error: "5", back: "0" } as const

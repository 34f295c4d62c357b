import type { PictureEdge, PictureNode, ProcedurePicture } from "../picture/picture.ts"
import { edgeLabel } from "./edge-label.ts"
import type { ElkExtendedEdge, ElkNode } from "./elk.ts"
import { leftPadding } from "./left-padding.ts"
import { nodeFace, textStyles } from "./node-face.ts"
import { textWidth } from "./text-width.ts"

/** The widest label that stands beside others where their arrows leave. */
const shortLabel = 48

/** What elk is asked to place for one procedure. */
export const elkGraph = (procedure: ProcedurePicture): ElkNode => ({
  id: procedure.name,
  layoutOptions: { "elk.padding": "[top=4,left=4,bottom=4,right=4]" },
  children: procedure.nodes.map((node) => elkNode(node, procedure.edges)),
  edges: procedure.edges.map((edge) => elkEdge(edge, procedure.edges)),
})

const elkNode = (node: PictureNode, edges: readonly PictureEdge[]): ElkNode => {
  const { width, height, aside } = nodeFace(node)
  switch (node.kind) {
    case "region": {
      const layoutOptions = {
        "elk.padding": `[top=40,left=${leftPadding(node, edges)},bottom=18,right=18]`,
        "elk.nodeSize.constraints": "MINIMUM_SIZE",
        // elk 0.12 turns a nested graph on its side to lay it out downwards, but not its minimum.
        "elk.nodeSize.minimum": `(${height}, ${width})`,
      }
      return { id: node.id, layoutOptions, children: node.children.map((child) => elkNode(child, edges)) }
    }
    case "start":
      return { id: node.id, width, height, layoutOptions: { "elk.layered.layering.layerConstraint": "FIRST" } }
    case "end": {
      const labels = aside.map((text) => ({ text, width: Math.ceil(textWidth(text, textStyles.aside)), height: 15 }))
      const layoutOptions = {
        "elk.layered.layering.layerConstraint": "LAST",
        "elk.nodeLabels.placement": "OUTSIDE V_BOTTOM H_CENTER",
      }
      return { id: node.id, width, height, layoutOptions, labels }
    }
    case "decision":
    case "dispatch":
      return { id: node.id, width: Math.max(width, answersWidth(node.id, edges)), height }
    case "step":
    case "sleep":
    case "event":
    case "join":
    case "call":
    case "code":
      return { id: node.id, width, height }
  }
}

/** The width at which the short labels of all arrows that leave stand beside each other. */
const answersWidth = (node: string, edges: readonly PictureEdge[]): number => {
  const labels = edges.filter(({ from }) => from === node).map((edge) => edgeLabel(edge)?.width ?? 0)
  return Math.max(0, ...labels) > shortLabel ? 0 : (labels.length + 1) * (Math.max(0, ...labels) + 10)
}

const elkEdge = (edge: PictureEdge, edges: readonly PictureEdge[]): ElkExtendedEdge => {
  const label = edgeLabel(edge)
  const layoutOptions = { "elk.edgeLabels.placement": labelPlacement(edge, edges) }
  return {
    id: edge.id,
    sources: [edge.from],
    targets: [edge.to],
    layoutOptions: { "elk.layered.priority.direction": priority[edge.kind] },
    labels: label === undefined ? [] : [{ text: edge.label, width: label.width, height: label.height, layoutOptions }],
  }
}

/** Which arrows should point down the page. */
const priority = { flow: "10", error: "5", back: "0" } as const

/** A label stands where its arrow leaves, if all that leave there have room for theirs. */
const labelPlacement = (edge: PictureEdge, edges: readonly PictureEdge[]): "TAIL" | "CENTER" => {
  const siblings = edges.filter(({ from }) => from === edge.from)
  // Beside an arrow that leaves a region, others from inside may pass.
  if (siblings.length === 1) return edge.kind === "error" ? "CENTER" : "TAIL"
  const hasRoom = siblings.every((sibling) => (edgeLabel(sibling)?.width ?? 0) <= shortLabel)
  return hasRoom && edge.from !== edge.to ? "TAIL" : "CENTER"
}

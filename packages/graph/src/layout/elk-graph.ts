import { goesOn } from "../picture/goes-on.ts"
import type { PictureEdge, PictureNode } from "../picture/picture.ts"
import { edgeLabel } from "./edge-label.ts"
import type { ElkExtendedEdge, ElkNode } from "./elk.ts"
import { leftPadding } from "./left-padding.ts"
import { nodeFace, textStyles } from "./node-face.ts"
import { textWidth } from "./text-width.ts"

/** The widest label that stands beside others where their arrows leave. */
const shortLabel = 48

/** What is laid out at once: the nodes of a procedure with all arrows between them. */
export interface GraphPart {
  readonly name: string
  readonly nodes: readonly PictureNode[]
  readonly edges: readonly PictureEdge[]
}

/** Groups, whose insides are placed already. */
type Insides = ReadonlyMap<string, { readonly width: number; readonly height: number }>

/** What elk is asked to place. */
export const elkGraph = ({ name, nodes, edges }: GraphPart, insides: Insides): ElkNode => {
  const children = nodes.map((node) => elkNode(node, edges, insides))
  const hasChains = nodes.some(({ kind }) => kind === "chain")
  return {
    id: name,
    layoutOptions: {
      "elk.padding": "[top=4,left=4,bottom=4,right=4]",
      ...(hasChains ? { "elk.partitioning.activate": "true" } : {}),
    },
    children: hasChains ? children.map((child, at) => inPart(child, nodes[at])) : children,
    edges: edges.map((edge) => elkEdge(edge, edges)),
  }
}

/** The ends stand below all else, also those that nothing leads to, and what they start below them. */
const inPart = (child: ElkNode, node: PictureNode | undefined): ElkNode => {
  const part = node?.kind === "chain" ? 2 : node?.kind === "end" || node?.kind === "cancelled" ? 1 : 0
  const { "elk.layered.layering.layerConstraint": _, ...options } = child.layoutOptions ?? {}
  return { ...child, layoutOptions: { ...options, "elk.partitioning.partition": String(part) } }
}

const atLast = { "elk.layered.layering.layerConstraint": "LAST" } as const

const elkNode = (node: PictureNode, edges: readonly PictureEdge[], insides: Insides): ElkNode => {
  const { width, height, aside } = nodeFace(node)
  switch (node.kind) {
    case "group":
      return { id: node.id, width, height, ...sizeOf(insides.get(node.id)) }
    case "region": {
      const layoutOptions = {
        "elk.padding": `[top=40,left=${leftPadding(node, edges)},bottom=18,right=18]`,
        "elk.nodeSize.constraints": "MINIMUM_SIZE",
        // elk 0.12 turns a nested graph on its side to lay it out downwards, but not its minimum.
        "elk.nodeSize.minimum": `(${height}, ${width})`,
      }
      return { id: node.id, layoutOptions, children: node.children.map((child) => elkNode(child, edges, insides)) }
    }
    case "start":
      return { id: node.id, width, height, layoutOptions: { "elk.layered.layering.layerConstraint": "FIRST" } }
    case "end":
    case "cancelled": {
      const labels = aside.map((text) => ({ text, width: Math.ceil(textWidth(text, textStyles.aside)), height: 15 }))
      const layoutOptions = goesOn(node)
        ? { "elk.nodeLabels.placement": "OUTSIDE V_CENTER H_RIGHT" }
        : { ...atLast, "elk.nodeLabels.placement": "OUTSIDE V_BOTTOM H_CENTER" }
      return { id: node.id, width, height, layoutOptions, labels }
    }
    case "chain":
      return { id: node.id, width, height, layoutOptions: atLast }
    case "decision":
    case "dispatch":
      return { id: node.id, width: Math.max(width, answersWidth(node.id, edges)), height }
    case "step":
    case "sleep":
    case "event":
    case "join":
    case "call":
    case "child":
    case "handle":
    case "lane":
    case "code":
      return { id: node.id, width, height }
  }
}

const sizeOf = (inside: { readonly width: number; readonly height: number } | undefined): Partial<ElkNode> =>
  inside === undefined ? {} : { width: inside.width, height: inside.height }

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
const priority = { flow: "10", chain: "10", error: "5", back: "0" } as const

/** A label stands where its arrow leaves, if all that leave there have room for theirs. */
const labelPlacement = (edge: PictureEdge, edges: readonly PictureEdge[]): "TAIL" | "CENTER" => {
  const siblings = edges.filter(({ from }) => from === edge.from)
  // Beside an arrow that leaves a region, others from inside may pass.
  if (siblings.length === 1) return edge.kind === "error" ? "CENTER" : "TAIL"
  const hasRoom = siblings.every((sibling) => (edgeLabel(sibling)?.width ?? 0) <= shortLabel)
  return hasRoom && edge.from !== edge.to ? "TAIL" : "CENTER"
}

import type { GroupNode, LaneNode, PictureEdge, PictureNode } from "../picture/picture.ts"
import { movedBy } from "./arrangement.ts"
import type { Arrangement } from "./arrangement.ts"
import { elkGraph } from "./elk-graph.ts"
import { elkWithFallback } from "./elk-with-fallback.ts"
import { inRows } from "./in-rows.ts"
import { nodeFace } from "./node-face.ts"
import { readElk } from "./read-elk.ts"
import { titlePlace } from "./title-place.ts"

/**
 * Places nodes and the arrows between them. What stands in a group is placed first and by itself, since no arrow
 * leads into it: elk then has smaller graphs to cope with, and branches keep the author's order.
 */
export const arrange = async (
  name: string,
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
): Promise<Arrangement> => {
  const flat = nodes.flatMap(withRegions)
  const insides = new Map<string, Arrangement>()
  for (const node of flat) if (node.kind === "group") insides.set(node.id, await arrangeGroup(node, edges))
  const ids = new Set(flat.map(({ id }) => id))
  const part = { name, nodes, edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) }
  return readElk(part, await elkWithFallback(elkGraph(part, insides)), insides)
}

const withRegions = (node: PictureNode): readonly PictureNode[] =>
  node.kind === "region" ? [node, ...node.children.flatMap(withRegions)] : [node]

const arrangeGroup = async (group: GroupNode, edges: readonly PictureEdge[]): Promise<Arrangement> => {
  if (group.hosts !== undefined) return framed(group, await arrange(group.hosts, group.children, edges))
  const lanes: Arrangement[] = []
  for (const child of group.children) if (child.kind === "lane") lanes.push(await arrangeLane(child, edges))
  return framed(group, inRows(lanes))
}

const arrangeLane = async (lane: LaneNode, edges: readonly PictureEdge[]): Promise<Arrangement> => {
  const face = nodeFace(lane)
  if (lane.children.length === 0) {
    const { width, height } = face
    return { width, height, nodes: [{ node: lane, face, box: { x: 0, y: 0, width, height }, children: [] }], edges: [] }
  }
  const inside = framed(lane, await arrange(lane.hosts ?? lane.name, lane.children, edges))
  const box = { x: 0, y: 0, width: inside.width, height: inside.height }
  const placed = { node: lane, face, box, title: titlePlace(face, box, []), children: inside.nodes }
  return { ...inside, nodes: [placed] }
}

const side = 18
const top = 40

/** With room for a border around it and a title above. */
const framed = (node: PictureNode, inside: Arrangement): Arrangement => {
  const width = Math.max(nodeFace(node).width, inside.width + 2 * side)
  const height = top + inside.height + side
  return { ...movedBy(inside, { x: (width - inside.width) / 2, y: top }), width, height }
}

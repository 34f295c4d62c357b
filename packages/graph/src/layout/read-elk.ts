import { childrenOf } from "../picture/children-of.ts"
import type { PictureEdge, PictureNode } from "../picture/picture.ts"
import { movedBy, rounded } from "./arrangement.ts"
import type { Arrangement } from "./arrangement.ts"
import { edgeLabel } from "./edge-label.ts"
import type { ElkExtendedEdge, ElkNode } from "./elk.ts"
import type { GraphPart } from "./elk-graph.ts"
import type { Box, PlacedEdge, PlacedNode, Point } from "./placed.ts"
import { meetShape } from "./meet-shape.ts"
import { nodeFace } from "./node-face.ts"
import { titlePlace } from "./title-place.ts"

/** Brings what elk placed back to the picture, and the insides of groups to where elk placed the groups. */
export const readElk = (part: GraphPart, graph: ElkNode, insides: ReadonlyMap<string, Arrangement>): Arrangement => {
  const elkNodes = new Map(allNodes(graph).map((node) => [node.id, node]))
  const elkEdges = new Map((graph.edges ?? []).map((edge) => [edge.id, edge]))
  const ways = (graph.edges ?? []).map(wayOf)
  const byId = new Map<string, PlacedNode>()
  const innerEdges: PlacedEdge[] = []

  const place = (node: PictureNode): PlacedNode => {
    const face = nodeFace(node)
    const box = boxOf(elkNodes.get(node.id) ?? {})
    const inside = insides.get(node.id)
    const moved = inside === undefined ? undefined : movedBy(inside, box)
    innerEdges.push(...(moved?.edges ?? []))
    const children = moved?.nodes ?? childrenOf(node).map(place)
    const title = children.length === 0 ? {} : { title: titlePlace(face, box, ways) }
    const placed: PlacedNode = { node, face, box, ...title, children }
    byId.set(node.id, placed)
    return placed
  }
  const nodes = part.nodes.map(place)
  const edges = part.edges.map((edge) => placeEdge(edge, elkEdges.get(edge.id), byId))
  const { width, height } = boxOf(graph)
  return { width, height, nodes, edges: [...edges, ...innerEdges] }
}

const placeEdge = (
  edge: PictureEdge,
  found: ElkExtendedEdge | undefined,
  byId: ReadonlyMap<string, PlacedNode>,
): PlacedEdge => {
  const points = found === undefined ? [] : wayOf(found)
  const label = edgeLabel(edge)
  const labelBox = found?.labels?.[0]
  return {
    edge,
    points: meetShape(points, byId.get(edge.from), byId.get(edge.to)),
    ...(label !== undefined && labelBox !== undefined ? { label: { lines: label.lines, box: boxOf(labelBox) } } : {}),
  }
}

const wayOf = (edge: ElkExtendedEdge): readonly Point[] =>
  (edge.sections ?? [])
    .flatMap(({ startPoint, bendPoints, endPoint }) => [startPoint, ...(bendPoints ?? []), endPoint])
    .map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }))

const allNodes = (node: ElkNode): readonly ElkNode[] => [node, ...(node.children ?? []).flatMap(allNodes)]

const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box => ({
  x: rounded(x),
  y: rounded(y),
  width: rounded(width),
  height: rounded(height),
})

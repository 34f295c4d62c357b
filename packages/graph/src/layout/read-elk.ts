import type { PictureEdge, PictureNode, ProcedurePicture } from "../picture/picture.ts"
import { edgeLabel } from "./edge-label.ts"
import type { ElkExtendedEdge, ElkNode } from "./elk.ts"
import type { Box, PlacedEdge, PlacedNode, PlacedProcedure, Point } from "./layout.ts"
import { nodeFace } from "./node-face.ts"
import { meetShape } from "./meet-shape.ts"

/** Brings what elk placed back to the picture, moved to `origin`. */
export const readElk = (procedure: ProcedurePicture, graph: ElkNode, origin: Point): PlacedProcedure => {
  const elkNodes = new Map(allNodes(graph).map((node) => [node.id, node]))
  const elkEdges = new Map((graph.edges ?? []).map((edge) => [edge.id, edge]))
  const boxes = new Map<string, PlacedNode>()

  const place = (node: PictureNode): PlacedNode => {
    const children = node.kind === "region" ? node.children.map(place) : []
    const placed = { node, face: nodeFace(node), box: boxOf(elkNodes.get(node.id) ?? {}, origin), children }
    boxes.set(node.id, placed)
    return placed
  }
  const nodes = procedure.nodes.map(place)
  const edges = procedure.edges.map((edge) => placeEdge(edge, elkEdges.get(edge.id), origin, boxes))
  return { procedure, box: boxOf(graph, origin), nodes, edges }
}

const placeEdge = (
  edge: PictureEdge,
  found: ElkExtendedEdge | undefined,
  origin: Point,
  boxes: ReadonlyMap<string, PlacedNode>,
): PlacedEdge => {
  const way = (found?.sections ?? []).flatMap(({ startPoint, bendPoints, endPoint }) => [startPoint, ...(bendPoints ?? []), endPoint])
  const points = way.map((point) => shift(point, origin))
  const label = edgeLabel(edge)
  const labelBox = found?.labels?.[0]
  return {
    edge,
    points: meetShape(points, boxes.get(edge.from), boxes.get(edge.to)),
    ...(label !== undefined && labelBox !== undefined ? { label: { lines: label.lines, box: boxOf(labelBox, origin) } } : {}),
  }
}

const allNodes = (node: ElkNode): readonly ElkNode[] => [node, ...(node.children ?? []).flatMap(allNodes)]

const boxOf = (placed: Partial<Box>, origin: Point): Box => ({
  ...shift({ x: placed.x ?? 0, y: placed.y ?? 0 }, origin),
  width: rounded(placed.width ?? 0),
  height: rounded(placed.height ?? 0),
})

const shift = ({ x, y }: Point, origin: Point): Point => ({ x: rounded(x + origin.x), y: rounded(y + origin.y) })

/** Tenths of a pixel are as fine as an eye can see, and the same on every machine. */
const rounded = (value: number): number => Math.round(value * 10) / 10

import type { PictureEdge, PictureNode, ProcedurePicture } from "../picture/picture.ts"
import { edgeLabel } from "./edge-label.ts"
import type { ElkExtendedEdge, ElkNode } from "./elk.ts"
import type { Box, PlacedEdge, PlacedNode, PlacedProcedure, Point } from "./placed.ts"
import { meetShape } from "./meet-shape.ts"
import { nodeFace } from "./node-face.ts"
import { titlePlace } from "./title-place.ts"

/** Brings what elk placed back to the picture, moved to `origin`. */
export const readElk = (procedure: ProcedurePicture, graph: ElkNode, origin: Point): PlacedProcedure => {
  const elkNodes = new Map(allNodes(graph).map((node) => [node.id, node]))
  const elkEdges = new Map((graph.edges ?? []).map((edge) => [edge.id, edge]))
  const ways = (graph.edges ?? []).map((edge) => wayOf(edge, origin))
  const byId = new Map<string, PlacedNode>()

  const place = (node: PictureNode): PlacedNode => {
    const face = nodeFace(node)
    const box = boxOf(elkNodes.get(node.id) ?? {}, origin)
    const placed: PlacedNode =
      node.kind === "region"
        ? { node, face, box, title: titlePlace(face, box, ways), children: node.children.map(place) }
        : { node, face, box, children: [] }
    byId.set(node.id, placed)
    return placed
  }
  const nodes = procedure.nodes.map(place)
  const edges = procedure.edges.map((edge) => placeEdge(edge, elkEdges.get(edge.id), origin, byId))
  return { procedure, box: boxOf(graph, origin), nodes, edges }
}

const placeEdge = (
  edge: PictureEdge,
  found: ElkExtendedEdge | undefined,
  origin: Point,
  byId: ReadonlyMap<string, PlacedNode>,
): PlacedEdge => {
  const points = found === undefined ? [] : wayOf(found, origin)
  const label = edgeLabel(edge)
  const labelBox = found?.labels?.[0]
  return {
    edge,
    points: meetShape(points, byId.get(edge.from), byId.get(edge.to)),
    ...(label !== undefined && labelBox !== undefined
      ? { label: { lines: label.lines, box: boxOf(labelBox, origin) } }
      : {}),
  }
}

const wayOf = (edge: ElkExtendedEdge, origin: Point): readonly Point[] =>
  (edge.sections ?? [])
    .flatMap(({ startPoint, bendPoints, endPoint }) => [startPoint, ...(bendPoints ?? []), endPoint])
    .map((point) => shift(point, origin))

const allNodes = (node: ElkNode): readonly ElkNode[] => [node, ...(node.children ?? []).flatMap(allNodes)]

const boxOf = (placed: Partial<Box>, origin: Point): Box => ({
  ...shift({ x: placed.x ?? 0, y: placed.y ?? 0 }, origin),
  width: rounded(placed.width ?? 0),
  height: rounded(placed.height ?? 0),
})

const shift = ({ x, y }: Point, origin: Point): Point => ({ x: rounded(x + origin.x), y: rounded(y + origin.y) })

/** Tenths of a pixel are as fine as an eye can see, and the same on every machine. */
const rounded = (value: number): number => Math.round(value * 10) / 10

import type { Box, PlacedEdge, PlacedNode, Point } from "./placed.ts"

/** Nodes and arrows with their places in a rectangle of their own. */
export interface Arrangement {
  readonly width: number
  readonly height: number
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
}

/** The same elsewhere. */
export const movedBy = (arrangement: Arrangement, by: Point): Arrangement => ({
  ...arrangement,
  nodes: arrangement.nodes.map((node) => movedNode(node, by)),
  edges: arrangement.edges.map((edge) => movedEdge(edge, by)),
})

const movedNode = (placed: PlacedNode, by: Point): PlacedNode => ({
  ...placed,
  box: movedBox(placed.box, by),
  ...(placed.title === undefined ? {} : { title: movedBox(placed.title, by) }),
  children: placed.children.map((child) => movedNode(child, by)),
})

const movedEdge = (placed: PlacedEdge, by: Point): PlacedEdge => ({
  ...placed,
  points: placed.points.map((point) => movedPoint(point, by)),
  ...(placed.label === undefined ? {} : { label: { ...placed.label, box: movedBox(placed.label.box, by) } }),
})

const movedBox = (box: Box, by: Point): Box => ({ ...box, ...movedPoint(box, by) })

const movedPoint = ({ x, y }: Point, by: Point): Point => ({ x: rounded(x + by.x), y: rounded(y + by.y) })

/** Tenths of a pixel are as fine as an eye can see, and the same on every machine. */
export const rounded = (value: number): number => Math.round(value * 10) / 10

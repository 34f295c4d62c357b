import type { Picture, PictureEdge, PictureNode, ProcedurePicture } from "../picture/picture.ts"
import { elkGraph } from "./elk-graph.ts"
import { elkWithFallback } from "./elk-with-fallback.ts"
import type { NodeFace } from "./node-face.ts"
import { readElk } from "./read-elk.ts"

/** A point of the picture, in pixels from its top left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A rectangle of the picture. */
export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** A node with its place. */
export interface PlacedNode {
  readonly node: PictureNode
  readonly face: NodeFace
  readonly box: Box
  /** Where the title of a region stands. */
  readonly title?: Box
  readonly children: readonly PlacedNode[]
}

/** An arrow with its way. */
export interface PlacedEdge {
  readonly edge: PictureEdge
  readonly points: readonly Point[]
  /** Absent where the arrow is plain. */
  readonly label?: { readonly lines: readonly string[]; readonly box: Box }
}

/** One procedure with everything in it placed. */
export interface PlacedProcedure {
  readonly procedure: ProcedurePicture
  readonly box: Box
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
}

/** A picture with everything in it placed. */
export interface Layout {
  readonly picture: Picture
  readonly width: number
  readonly height: number
  readonly procedures: readonly PlacedProcedure[]
}

const gap = 48

/**
 * Places everything in a picture; the same picture always gets the same layout.
 *
 * @example const { width, height } = await layout(pictureOf(chart))
 */
export const layout = async (picture: Picture): Promise<Layout> => {
  const procedures: PlacedProcedure[] = []
  let x = 0
  for (const procedure of picture.procedures) {
    const placed = readElk(procedure, await elkWithFallback(elkGraph(procedure)), { x, y: 0 })
    procedures.push(placed)
    x += placed.box.width + gap
  }
  return {
    picture,
    width: x - gap,
    height: Math.max(0, ...procedures.map(({ box }) => box.height)),
    procedures,
  }
}

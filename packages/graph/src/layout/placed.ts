import type { Picture, PictureEdge, PictureNode, ProcedurePicture } from "../picture/picture.ts"
import type { NodeFace } from "./node-face.ts"

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

import type { PictureEdge } from "../picture/picture.ts"
import { fitText } from "./fit-text.ts"
import { textStyles } from "./node-face.ts"
import { textWidth } from "./text-width.ts"

/** An arrow's label, broken into lines, and the room that it takes. */
export interface EdgeLabel {
  readonly lines: readonly string[]
  readonly width: number
  readonly height: number
}

/** What stands on an arrow, or `undefined` on a plain one. */
export const edgeLabel = (edge: PictureEdge): EdgeLabel | undefined => {
  if (edge.label === "") return undefined
  const lines = fitText(edge.label, textStyles["edge-text"], { width: 180, lines: 2 })
  const width = Math.ceil(Math.max(...lines.map((line) => textWidth(line, textStyles["edge-text"])))) + 10
  return { lines, width, height: 6 + lines.length * 13 }
}

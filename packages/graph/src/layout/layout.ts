import type { Picture } from "../picture/picture.ts"
import { elkGraph } from "./elk-graph.ts"
import { elkWithFallback } from "./elk-with-fallback.ts"
import { textStyles } from "./node-face.ts"
import type { Layout, PlacedProcedure } from "./placed.ts"
import { readElk } from "./read-elk.ts"
import { textWidth } from "./text-width.ts"

const gap = 48

const headingWidth = (title: string): number => Math.ceil(textWidth(title, textStyles.heading))

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
    x += Math.max(placed.box.width, headingWidth(procedure.title)) + gap
  }
  return {
    picture,
    width: x - gap,
    height: Math.max(0, ...procedures.map(({ box }) => box.height)),
    procedures,
  }
}

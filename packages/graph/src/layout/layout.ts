import type { Picture } from "../picture/picture.ts"
import { arrange } from "./arrange.ts"
import { movedBy } from "./arrangement.ts"
import { textStyles } from "./node-face.ts"
import type { Layout, PlacedProcedure } from "./placed.ts"
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
    const arranged = await arrange(procedure.name, procedure.nodes, procedure.edges)
    const { width, height, nodes, edges } = movedBy(arranged, { x, y: 0 })
    procedures.push({ procedure, box: { x, y: 0, width, height }, nodes, edges })
    x += Math.max(width, headingWidth(procedure.title)) + gap
  }
  return {
    picture,
    width: x - gap,
    height: Math.max(0, ...procedures.map(({ box }) => box.height)),
    procedures,
  }
}

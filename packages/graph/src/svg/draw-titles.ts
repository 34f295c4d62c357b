import type { PlacedNode } from "../layout/placed.ts"
import { textStyles } from "../layout/node-face.ts"
import { textWidth } from "../layout/text-width.ts"
import { drawText } from "./draw-text.ts"
import { element } from "./xml.ts"

/** The titles of a region and of those inside, drawn over the arrows that enter. */
export const drawTitles = ({ face, title, children }: PlacedNode): readonly string[] => {
  const inside = children.flatMap(drawTitles)
  if (title === undefined) return inside
  const text = face.lines[0] ?? ""
  const kickerX = title.x + Math.ceil(textWidth(text, textStyles.title)) + 8
  return [
    element("g", { class: "sw-region-title" }, [
      drawText(text, { class: "sw-title sw-halo", x: title.x, y: title.y + 14 }),
      drawText(face.kicker, { class: "sw-kicker sw-halo", x: kickerX, y: title.y + 14 }),
    ]),
    ...inside,
  ]
}

import type { PlacedNode } from "../layout/placed.ts"
import { drawText } from "./draw-text.ts"
import { element } from "./xml.ts"

/** An end: a ring with its name below, or beside it where an arrow goes on from it. */
export const drawEnd = ({ box, face }: PlacedNode, isError: boolean, goesOn: boolean): readonly string[] => {
  const [name = "", more = ""] = face.aside
  const middle = { cx: box.x + box.width / 2, cy: box.y + box.height / 2 }
  const at = goesOn
    ? { x: box.x + box.width + 6, y: middle.cy + (more === "" ? 4 : -2) }
    : { x: middle.cx, y: box.y + box.height + 16 }
  const anchor = goesOn ? {} : { "text-anchor": "middle" }
  return [
    element("circle", { class: isError ? "sw-ring sw-error-ring" : "sw-ring", ...middle, r: box.width / 2 - 1 }),
    element("circle", { class: isError ? "sw-error-dot" : "sw-dot", ...middle, r: box.width / 2 - 6 }),
    drawText(name, { class: isError ? "sw-aside sw-error-text" : "sw-aside", x: at.x, ...anchor, y: at.y }),
    ...(more === "" ? [] : [drawText(more, { class: "sw-aside-more", x: at.x, ...anchor, y: at.y + 14 })]),
  ]
}

import { lineHeight } from "../layout/node-face.ts"
import type { PlacedNode } from "../layout/placed.ts"
import { drawText } from "./draw-text.ts"
import { element } from "./xml.ts"

/** A step: a bar at its left. */
export const stepBox = (placed: PlacedNode): readonly string[] => {
  const { box } = placed
  const bar = `M${box.x + 7} ${box.y}h-1a6 6 0 0 0 -6 6v${box.height - 12}a6 6 0 0 0 6 6h1z`
  return [
    element("rect", { class: "sw-step", ...box, rx: 7 }),
    element("path", { class: "sw-step-bar", d: bar }),
    ...labelled(placed, "sw-label"),
  ]
}

/** A call of a helper: a line at each side. */
export const callBox = (placed: PlacedNode): readonly string[] => {
  const { box } = placed
  const sides = `M${box.x + 8} ${box.y}v${box.height}M${box.x + box.width - 8} ${box.y}v${box.height}`
  return [
    element("rect", { class: "sw-step", ...box, rx: 3 }),
    element("path", { class: "sw-step", d: sides }),
    ...labelled(placed, "sw-label"),
  ]
}

/** A pause: round, with a clock. */
export const sleepBox = (placed: PlacedNode): readonly string[] => {
  const { box } = placed
  return [
    element("rect", { class: "sw-sleep", ...box, rx: box.height / 2 }),
    clock(box.x + 20, box.y + box.height / 2),
    ...labelled(placed, "sw-label", 8),
  ]
}

/** A wait for an event: round, with an envelope. */
export const eventBox = (placed: PlacedNode): readonly string[] => {
  const { box } = placed
  return [
    element("rect", { class: "sw-event", ...box, rx: box.height / 2 }),
    envelope(box.x + 22, box.y + box.height / 2),
    ...labelled(placed, "sw-label", 10),
  ]
}

/** Another run: a double border, of which the outer is dashed where nobody waits for it. */
export const runBox = (placed: PlacedNode, isApart: boolean): readonly string[] => {
  const { x, y, width, height } = placed.box
  const inner = { x: x + 4, y: y + 4, width: width - 8, height: height - 8 }
  return [
    element("rect", { class: isApart ? "sw-run sw-apart" : "sw-run", ...placed.box, rx: 7 }),
    element("rect", { class: "sw-run", ...inner, rx: 4 }),
    ...labelled(placed, "sw-label"),
  ]
}

/** The small line and the lines of a node, in its middle. */
export const labelled = ({ face, box }: PlacedNode, style: string, aside = 0): readonly string[] => {
  const x = box.x + box.width / 2 + aside
  const kickerHeight = face.kicker === "" ? 0 : 12
  const top = box.y + (box.height - face.lines.length * lineHeight - kickerHeight) / 2
  return [
    ...(face.kicker === ""
      ? []
      : [drawText(face.kicker, { class: "sw-kicker", x, y: top + 8, "text-anchor": "middle" })]),
    ...face.lines.map((line, at) =>
      drawText(line, { class: style, x, y: top + kickerHeight + 12 + at * lineHeight, "text-anchor": "middle" }),
    ),
  ]
}

const clock = (x: number, y: number): string =>
  element("path", { class: "sw-icon", d: `M${x - 7} ${y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M${x} ${y - 4}v4l3 2` })

const envelope = (x: number, y: number): string =>
  element("path", { class: "sw-event-icon", d: `M${x - 8} ${y - 6}h16v12h-16zM${x - 8} ${y - 6}l8 7l8 -7` })

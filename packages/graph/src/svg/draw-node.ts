import { lineHeight } from "../layout/node-face.ts"
import type { PlacedNode } from "../layout/placed.ts"
import type { EndNode } from "../picture/picture.ts"
import { drawText } from "./draw-text.ts"
import { element, escapeXml } from "./xml.ts"

/** A node as a group that names its state, so that a page can lay a run over it or link it to the source. */
export const drawNode = (placed: PlacedNode): string => {
  const { node } = placed
  const state = node.kind === "start" ? {} : { "data-state": node.path, "data-line": node.span.line }
  const wait = "wait" in node ? { "data-wait": node.wait } : {}
  const attributes = { class: `sw-${node.kind}-node`, "data-kind": node.kind, ...state, ...wait }
  return element("g", attributes, [element("title", {}, [escapeXml(tooltip(placed))]), ...shape(placed)])
}

const tooltip = ({ node }: PlacedNode): string => {
  switch (node.kind) {
    case "start":
      return "start"
    case "end":
      return node.outcome === "returned" ? "returned" : "threw: an error that nothing catches ends here"
    case "dispatch":
      return `line ${node.span.line}: the finally is done and goes on to where the way in was headed`
    case "decision":
    case "event":
      return `line ${node.span.line}: ${node.text}`
    case "step":
    case "sleep":
    case "join":
    case "call":
    case "code":
    case "region":
      return `line ${node.span.line}: ${node.label}`
  }
}

const shape = (placed: PlacedNode): readonly string[] => {
  const { node, box } = placed
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  switch (node.kind) {
    case "start":
      return [element("circle", { class: "sw-dot", cx: middle.x, cy: middle.y, r: box.width / 2 })]
    case "end":
      return endShape(node, placed)
    case "step":
      return [
        element("rect", { class: "sw-step", ...box, rx: 7 }),
        element("path", {
          class: "sw-step-bar",
          d: `M${box.x + 7} ${box.y}h-1a6 6 0 0 0 -6 6v${box.height - 12}a6 6 0 0 0 6 6h1z`,
        }),
        ...labelled(placed, "sw-label"),
      ]
    case "call":
      return [
        element("rect", { class: "sw-step", ...box, rx: 3 }),
        element("path", {
          class: "sw-step",
          d: `M${box.x + 8} ${box.y}v${box.height}M${box.x + box.width - 8} ${box.y}v${box.height}`,
        }),
        ...labelled(placed, "sw-label"),
      ]
    case "sleep":
      return [
        element("rect", { class: "sw-sleep", ...box, rx: box.height / 2 }),
        clock(box.x + 20, middle.y),
        ...labelled(placed, "sw-label", 8),
      ]
    case "event":
      return [
        element("rect", { class: "sw-event", ...box, rx: box.height / 2 }),
        envelope(box.x + 22, middle.y),
        ...labelled(placed, "sw-label", 10),
      ]
    case "join":
      return [element("rect", { class: "sw-join", ...box, rx: 9 }), kicker(placed), ...lanes(placed)]
    case "decision":
      return [element("path", { class: "sw-decision", d: hexagon(placed) }), ...labelled(placed, "sw-condition")]
    case "code":
      return [element("rect", { class: "sw-code", ...box, rx: 4 }), ...labelled(placed, "sw-code-text")]
    case "dispatch":
      return [element("path", { class: "sw-decision", d: hexagon(placed) }), ...labelled(placed, "sw-code-text")]
    case "region":
      return regionShape(placed)
  }
}

const labelled = ({ face, box }: PlacedNode, style: string, aside = 0): readonly string[] => {
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

const kicker = ({ face, box }: PlacedNode): string =>
  drawText(face.kicker, { class: "sw-kicker", x: box.x + box.width / 2, y: box.y + 18, "text-anchor": "middle" })

const lanes = ({ face, box }: PlacedNode): readonly string[] =>
  face.lanes.map((lane) => {
    const x = box.x + lane.x
    const y = box.y + lane.y
    return element("g", { class: "sw-lane", "data-step": lane.name }, [
      element("rect", { class: "sw-step", x, y, width: lane.width, height: lane.height, rx: 6 }),
      drawText(lane.text, {
        class: "sw-label",
        x: x + lane.width / 2,
        y: y + lane.height / 2 + 4,
        "text-anchor": "middle",
      }),
    ])
  })

const hexagon = ({ box }: PlacedNode): string => {
  const half = box.height / 2
  const flat = box.width - 2 * half
  return `M${box.x} ${box.y + half}l${half} ${-half}h${flat}l${half} ${half}l${-half} ${half}h${-flat}z`
}

const clock = (x: number, y: number): string =>
  element("path", { class: "sw-icon", d: `M${x - 7} ${y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M${x} ${y - 4}v4l3 2` })

const envelope = (x: number, y: number): string =>
  element("path", { class: "sw-event-icon", d: `M${x - 8} ${y - 6}h16v12h-16zM${x - 8} ${y - 6}l8 7l8 -7` })

const endShape = (node: EndNode, { box, face }: PlacedNode): readonly string[] => {
  const [name = "", more = ""] = face.aside
  const isError = node.outcome === "threw"
  const middle = { cx: box.x + box.width / 2, cy: box.y + box.height / 2 }
  const below = { x: middle.cx, "text-anchor": "middle" }
  return [
    element("circle", { class: isError ? "sw-ring sw-error-ring" : "sw-ring", ...middle, r: box.width / 2 - 1 }),
    element("circle", { class: isError ? "sw-error-dot" : "sw-dot", ...middle, r: box.width / 2 - 6 }),
    drawText(name, { class: isError ? "sw-aside sw-error-text" : "sw-aside", ...below, y: box.y + box.height + 16 }),
    ...(more === "" ? [] : [drawText(more, { class: "sw-aside-more", ...below, y: box.y + box.height + 30 })]),
  ]
}

const regionShape = ({ node, box, children }: PlacedNode): readonly string[] => {
  const construct = node.kind === "region" ? node.construct : ""
  return [element("rect", { class: `sw-region sw-region-${construct}`, ...box, rx: 9 }), ...children.map(drawNode)]
}

import type { PlacedEdge, Point } from "../layout/placed.ts"
import { drawText } from "./draw-text.ts"
import { element, escapeXml } from "./xml.ts"

/** An arrow without its label, which is drawn above all arrows. */
export const drawEdge = ({ edge, points }: PlacedEdge): string =>
  element("g", { class: `sw-edge`, "data-edge": edge.id }, [
    element("title", {}, [escapeXml(tooltip(edge))]),
    element("path", { class: `sw-${edge.kind}`, d: roundedPath(points), "marker-end": `url(#sw-arrow-${edge.kind})` }),
  ])

/** The label of an arrow. */
export const drawEdgeLabel = ({ edge, label }: PlacedEdge): readonly string[] => {
  if (label === undefined) return []
  const { box, lines } = label
  const x = box.x + box.width / 2
  return [
    element("g", { class: "sw-edge-label" }, [
      element("title", {}, [escapeXml(edge.label)]),
      ...lines.map((line, at) =>
        drawText(line, {
          class: edge.kind === "error" ? "sw-edge-text sw-error-text sw-halo" : "sw-edge-text sw-halo",
          x,
          y: box.y + 13 + at * 13,
          "text-anchor": "middle",
        }),
      ),
    ]),
  ]
}

const tooltip = ({ label, through }: PlacedEdge["edge"]): string =>
  [label, ...through.map((segment) => `line ${segment.span.line}: ${segment.label}`)]
    .filter((line) => line !== "")
    .join("\n")

const radius = 7

/** A way of straight lines with its corners rounded. */
const roundedPath = (points: readonly Point[]): string => {
  const [first, ...rest] = points
  if (first === undefined) return ""
  const parts = [`M${first.x} ${first.y}`]
  rest.forEach((point, at) => {
    const before = points[at] ?? point
    const after = rest[at + 1]
    if (after === undefined) parts.push(`L${point.x} ${point.y}`)
    else {
      const enter = towards(point, before)
      const leave = towards(point, after)
      parts.push(`L${enter.x} ${enter.y}`, `Q${point.x} ${point.y} ${leave.x} ${leave.y}`)
    }
  })
  return parts.join("")
}

const towards = (corner: Point, other: Point): Point => {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y)
  const share = length === 0 ? 0 : Math.min(radius, length / 2) / length
  return { x: tenth(corner.x + (other.x - corner.x) * share), y: tenth(corner.y + (other.y - corner.y) * share) }
}

const tenth = (value: number): number => Math.round(value * 10) / 10

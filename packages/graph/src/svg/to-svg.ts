import type { Chart } from "@statewright/model"
import { layout } from "../layout/layout.ts"
import type { Layout, PlacedProcedure } from "../layout/placed.ts"
import type { EdgeKind } from "../picture/picture.ts"
import { pictureOf } from "../picture/picture-of.ts"
import { drawEdge, drawEdgeLabel } from "./draw-edge.ts"
import { drawNode } from "./draw-node.ts"
import { drawText } from "./draw-text.ts"
import { drawTitles } from "./draw-titles.ts"
import { colours, styleSheet } from "./style.ts"
import { element, escapeXml } from "./xml.ts"

/**
 * A chart as a stand-alone SVG: no script, no web font, readable on a light and on a dark page.
 *
 * @example await writeFile("fulfil.svg", await toSvg(chart))
 */
export const toSvg = async (chart: Chart): Promise<string> => svgOf(await layout(pictureOf(chart)))

const margin = 24
const header = 56

/** A layout as SVG, for whoever has one already. */
export const svgOf = (placed: Layout): string => {
  const { workflow, file, version } = placed.picture
  const width = Math.ceil(placed.width + 2 * margin)
  const height = Math.ceil(placed.height + header + margin)
  const procedures = placed.procedures.map((procedure, at) => drawProcedure(procedure, at === 0 ? file : undefined))
  const children = [
    element("title", {}, [escapeXml(`Workflow ${workflow}`)]),
    element("style", {}, [styleSheet()]),
    element("defs", {}, (["flow", "back", "error", "chain"] as const).map(arrowHead)),
    element("rect", {
      x: 0.5,
      y: 0.5,
      width: width - 1,
      height: height - 1,
      rx: 12,
      fill: colours.card,
      stroke: colours.cardEdge,
    }),
    element("g", { transform: `translate(${margin} ${header})` }, procedures),
  ]
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: "img",
    "aria-label": `Workflow ${workflow}`,
    "data-workflow": workflow,
    "data-version": version,
  }
  return `${element("svg", attributes, children)}\n`
}

const drawProcedure = (
  { procedure, box, nodes, edges }: PlacedProcedure,
  subtitle = `line ${procedure.span.line}`,
): string =>
  element("g", { class: "sw-procedure", "data-procedure": procedure.name }, [
    drawText(procedure.title, { class: "sw-heading", x: box.x, y: 32 - header }),
    drawText(subtitle, { class: "sw-kicker", x: box.x, y: 47 - header }),
    ...nodes.map(drawNode),
    ...edges.map(drawEdge),
    ...nodes.flatMap(drawTitles),
    ...edges.flatMap(drawEdgeLabel),
  ])

const arrowHead = (kind: EdgeKind): string =>
  element(
    "marker",
    {
      id: `sw-arrow-${kind}`,
      viewBox: "0 0 10 10",
      refX: 9,
      refY: 5,
      markerWidth: 7,
      markerHeight: 7,
      orient: "auto-start-reverse",
    },
    [element("path", { d: "M0 1L9 5L0 9z", fill: kind === "flow" ? colours.line : colours[kind] })],
  )

import type { Chart } from "@statewright/model"
import { pictureOf } from "../picture/picture-of.ts"
import { joinName } from "../picture/join-name.ts"
import type { PictureEdge, PictureNode, ProcedurePicture } from "../picture/picture.ts"
import { drawnNodes, mermaidClasses } from "./mermaid-classes.ts"
import { laneId, mermaidIds } from "./mermaid-ids.ts"
import type { MermaidIds } from "./mermaid-ids.ts"
import { mermaidText } from "./mermaid-text.ts"

/**
 * A chart as a Mermaid state diagram: for a README, a pull request, or wherever Mermaid is drawn.
 *
 * @example toMermaid(chart).includes("stateDiagram-v2") // true
 */
export const toMermaid = (chart: Chart): string => {
  const picture = pictureOf(chart)
  const ids = mermaidIds()
  const [main, ...helpers] = picture.procedures
  const lines = [
    ...(main === undefined ? [] : procedureLines(main, asMain(main, ids))),
    ...helpers.flatMap((helper) => procedureLines(helper, ids)),
    ...mermaidClasses(picture, ids),
  ]
  return ["---", `title: ${JSON.stringify(picture.workflow)}`, "---", "stateDiagram-v2", ...indent(lines), ""].join(
    "\n",
  )
}

const star = "[*]"

/** The body begins and ends at Mermaid's own dots; there is only one of each, so helpers have states for them. */
const asMain = (main: ProcedurePicture, ids: MermaidIds): MermaidIds => {
  const dots = main.nodes.filter(
    (node) => node.kind === "start" || (node.kind === "end" && node.outcome === "returned"),
  )
  const stars = new Set(dots.map(({ id }) => id))
  return (id) => (stars.has(id) ? star : ids(id))
}

/** All states come first, nested: Mermaid takes a state to stand where its name is read first. */
const procedureLines = (procedure: ProcedurePicture, ids: MermaidIds): readonly string[] => [
  ...drawnNodes(procedure).flatMap((node) => nodeLines(node, ids)),
  ...procedure.edges.map((edge) => edgeLine(edge, ids)),
]

const nodeLines = (node: PictureNode, ids: MermaidIds): readonly string[] => {
  const id = ids(node.id)
  if (id === star) return []
  switch (node.kind) {
    case "start":
      return [state([node.procedure], id)]
    case "end":
      return [state(node.outcome === "returned" ? ["returned"] : ["threw", "uncaught error"], id)]
    case "step":
    case "sleep":
      return [state([node.label, placeOf(node)], id)]
    case "call":
      return [state([node.label, `call of ${node.calls}, ${placeOf(node)}`], id)]
    case "event":
      return [state([node.text, placeOf(node)], id)]
    case "decision":
    case "code":
      return [state([node.text, `line ${node.span.line}`], id)]
    case "dispatch":
      return [state([node.label], id)]
    case "join":
      if (node.lanes.length === 0) return [state([node.label, `${joinName[node.policy]}, ${placeOf(node)}`], id)]
      // Not divided by `--`: Mermaid fails on an arrow from a region whose first state is divided.
      return composite(
        `${joinName[node.policy]} (${placeOf(node)})`,
        id,
        node.lanes.map((step, at) => state([step], ids(laneId(node.id, at)))),
      )
    case "region":
      return composite(
        `${node.title} (line ${node.span.line})`,
        id,
        node.children.flatMap((child) => nodeLines(child, ids)),
      )
  }
}

type Waiting = Extract<PictureNode, { kind: "step" | "sleep" | "event" | "call" | "join" }>

const placeOf = ({ begun = false, span }: Waiting): string => `${begun ? "begun, " : ""}line ${span.line}`

const state = (lines: readonly string[], id: string): string =>
  `state "${lines.map(mermaidText).join("<br/>")}" as ${id}`

const composite = (title: string, id: string, inside: readonly string[]): readonly string[] => [
  `state "${mermaidText(title)}" as ${id} {`,
  ...indent(inside),
  "}",
]

const edgeLine = (edge: PictureEdge, ids: MermaidIds): string => {
  const words = edge.label === "" && edge.kind === "back" ? "again" : edge.label
  return `${ids(edge.from)} --> ${ids(edge.to)}${words === "" ? "" : ` : ${mermaidText(words)}`}`
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)

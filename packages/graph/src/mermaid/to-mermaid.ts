import type { Chart } from "@statewright/model"
import { childNotes } from "../picture/child-notes.ts"
import { childrenOf } from "../picture/children-of.ts"
import { endText } from "../picture/end-text.ts"
import { goesOn } from "../picture/goes-on.ts"
import { joinName } from "../picture/join-name.ts"
import { laneText } from "../picture/lane-text.ts"
import { pictureOf } from "../picture/picture-of.ts"
import type { GroupNode, PictureEdge, PictureNode, ProcedurePicture } from "../picture/picture.ts"
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
  const stars = new Set(main.nodes.filter(isDot).map(({ id }) => id))
  return (id) => (stars.has(id) ? star : ids(id))
}

/** An arrow that leaves a dot would make it a beginning. */
const isDot = (node: PictureNode): boolean =>
  node.kind === "start" || (node.kind === "end" && node.outcome === "returned" && !goesOn(node))

/**
 * All states come first, nested, since Mermaid takes a state to stand where its name is read first; then all arrows,
 * since it fails on some that stand inside a state.
 */
const procedureLines = (procedure: ProcedurePicture, ids: MermaidIds): readonly string[] => [
  ...drawnNodes(procedure).flatMap((node) => nodeLines(node, ids)),
  ...procedure.edges.map((edge) => edgeLine(edge, ids)),
]

const nodeLines = (node: PictureNode, ids: MermaidIds): readonly string[] => {
  const id = ids(node.id)
  if (id === star) return []
  switch (node.kind) {
    case "start":
      return [state([node.ofBranch === true ? "start" : node.procedure], id)]
    case "end":
      return [state(endText(node), id)]
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
    case "child":
      return [state([node.label, ...childNotes(node), placeOf(node)], id)]
    case "handle":
      return [state([node.label, `${node.text}, ${placeOf(node)}`], id)]
    case "cancelled":
      return [state(["cancelled"], id)]
    case "chain":
      return [state([node.chain.workflow, "workflow"], id)]
    case "group": {
      const title = `${node.title} (${[...node.notes, placeOf(node)].join(", ")})`
      const bar = needsBar(node) ? [`state ${ids(`${node.id}.(bar)`)} <<fork>>`] : []
      return composite(title, id, [...bar, ...insideLines(node, ids)])
    }
    case "lane":
      if (node.children.length === 0) return [state([node.name, laneText(node)], id)]
      return composite(node.name, id, insideLines(node, ids))
    case "region":
      return composite(`${node.title} (line ${node.span.line})`, id, insideLines(node, ids))
  }
}

/** Mermaid takes the first state of a group for the group where an arrow leaves, and fails where that stands deeper. */
const needsBar = ({ children: [first] }: GroupNode): boolean => first !== undefined && childrenOf(first).length > 0

const insideLines = (node: PictureNode, ids: MermaidIds): readonly string[] =>
  childrenOf(node).flatMap((child) => nodeLines(child, ids))

type Waiting = Extract<PictureNode, { readonly wait: string }>

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

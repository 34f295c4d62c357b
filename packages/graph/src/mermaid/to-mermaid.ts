import type { Chart } from "@statewright/model"
import { childNotes } from "../picture/child-notes.ts"
import { childrenOf } from "../picture/children-of.ts"
import { endText } from "../picture/end-text.ts"
import { goesOn } from "../picture/goes-on.ts"
import { joinName } from "../picture/join-name.ts"
import { laneText } from "../picture/lane-text.ts"
import { pictureOf } from "../picture/picture-of.ts"
import type { GroupNode, LaneNode, PictureEdge, PictureNode, ProcedurePicture, RegionNode } from "../picture/picture.ts"
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
    ...(main === undefined ? [] : procedureLines(main, withDots(ids, [...dotsOf(main.nodes), ...hostedDots(main)]))),
    ...helpers.flatMap((helper) => procedureLines(helper, withDots(ids, hostedDots(helper)))),
    ...mermaidClasses(picture, ids),
  ]
  return ["---", `title: ${JSON.stringify(picture.workflow)}`, "---", "stateDiagram-v2", ...indent(lines), ""].join(
    "\n",
  )
}

const star = "[*]"

/** The body and the branches begin and end at Mermaid's own dots; the page has one of each, so helpers have states. */
const withDots = (ids: MermaidIds, dots: readonly string[]): MermaidIds => {
  const stars = new Set(dots)
  return (id) => (stars.has(id) ? star : ids(id))
}

const dotsOf = (nodes: readonly PictureNode[]): readonly string[] => nodes.filter(isDot).map(({ id }) => id)

/** An arrow that leaves a dot would make it a beginning. */
const isDot = (node: PictureNode): boolean =>
  node.kind === "start" || (node.kind === "end" && node.outcome === "returned" && !goesOn(node))

/** The dots of what stands in branches. */
const hostedDots = ({ nodes }: ProcedurePicture): readonly string[] => nodes.flatMap(dotsInside)

const dotsInside = (node: PictureNode): readonly string[] => {
  const inner = childrenOf(node)
  const hosts = "hosts" in node && node.hosts !== undefined
  return [...(hosts ? dotsOf(inner) : []), ...inner.flatMap(dotsInside)]
}

/** All states come first, nested: Mermaid takes a state to stand where its name is read first. */
const procedureLines = (procedure: ProcedurePicture, ids: MermaidIds): readonly string[] => [
  ...drawnNodes(procedure).flatMap((node) => nodeLines(node, procedure.edges, ids)),
  ...edgeLines(procedure.name, procedure.edges, ids),
]

/** The arrows of a procedure stand where its states do. */
const edgeLines = (procedure: string, edges: readonly PictureEdge[], ids: MermaidIds): readonly string[] =>
  edges.filter(({ from }) => from.startsWith(`${procedure}.`)).map((edge) => edgeLine(edge, ids))

const nodeLines = (node: PictureNode, edges: readonly PictureEdge[], ids: MermaidIds): readonly string[] => {
  const id = ids(node.id)
  if (id === star) return []
  switch (node.kind) {
    case "start":
      return [state([node.procedure], id)]
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
      return composite(title, id, insideLines(node, edges, ids))
    }
    case "lane":
      if (node.children.length === 0) return [state([node.name, laneText(node)], id)]
      return composite(node.name, id, insideLines(node, edges, ids))
    case "region":
      return composite(`${node.title} (line ${node.span.line})`, id, insideLines(node, edges, ids))
  }
}

const insideLines = (
  node: GroupNode | LaneNode | RegionNode,
  edges: readonly PictureEdge[],
  ids: MermaidIds,
): readonly string[] => [
  ...node.children.flatMap((child) => nodeLines(child, edges, ids)),
  ...("hosts" in node && node.hosts !== undefined ? edgeLines(node.hosts, edges, ids) : []),
]

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

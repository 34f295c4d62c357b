import type { LaneIs, Picture, PictureNode, ProcedurePicture } from "../picture/picture.ts"
import { laneId } from "./mermaid-ids.ts"
import type { MermaidIds } from "./mermaid-ids.ts"

/** How each kind of node looks; on a dark page too, since each sets its own ink. */
const looks = {
  step: "fill:#eef2ff,stroke:#4f46e5,stroke-width:2px,color:#1c2430",
  sleep: "fill:#fff7e6,stroke:#b45309,color:#1c2430",
  event: "fill:#fdf4ff,stroke:#a21caf,color:#1c2430",
  run: "fill:#ecfaff,stroke:#0369a1,stroke-width:3px,color:#1c2430",
  handle: "fill:#f3fbf8,stroke:#0f766e,color:#1c2430",
  decision: "fill:#ffffff,stroke:#5b6575,color:#1c2430",
  error: "fill:#fff6f5,stroke:#c2261d,stroke-dasharray:5 4,color:#1c2430",
} as const

type Look = keyof typeof looks

const laneLooks = {
  step: "step",
  sleep: "sleep",
  event: "event",
  child: "run",
  call: "step",
} as const satisfies Record<LaneIs, Look>

/** The lines that give the nodes their looks; they come last, since Mermaid forgets those inside a region. */
export const mermaidClasses = (picture: Picture, ids: MermaidIds): readonly string[] => {
  const looked = picture.procedures.flatMap((procedure) => drawnNodes(procedure).flatMap(lookOf))
  return Object.entries(looks).flatMap(([look, style]) => {
    const names = looked.filter((each) => each.look === look).map(({ id }) => ids(id))
    return names.length === 0 ? [] : [`classDef ${look} ${style}`, `class ${names.join(",")} ${look}`]
  })
}

/** All nodes but an end without an arrow: Mermaid would place it anywhere. */
export const drawnNodes = ({ nodes, edges }: ProcedurePicture): readonly PictureNode[] => {
  const led = new Set(edges.flatMap(({ from, to }) => [from, to]))
  return nodes.filter((node) => node.kind !== "end" || led.has(node.id))
}

const lookOf = (node: PictureNode): readonly { readonly id: string; readonly look: Look }[] => {
  const { id } = node
  switch (node.kind) {
    case "step":
    case "call":
      return [{ id, look: "step" }]
    case "sleep":
      return [{ id, look: "sleep" }]
    case "event":
      return [{ id, look: "event" }]
    case "decision":
    case "dispatch":
      return [{ id, look: "decision" }]
    case "join":
      if (node.lanes.length === 0) return [{ id, look: "step" }]
      return node.lanes.map((_, at) => ({ id: laneId(id, at), look: "step" }))
    case "child":
    case "chain":
      return [{ id, look: "run" }]
    case "handle":
      return [{ id, look: "handle" }]
    case "lane":
      return node.children.length === 0 ? [{ id, look: laneLooks[node.is] }] : node.children.flatMap(lookOf)
    case "group":
    case "region":
      return node.children.flatMap(lookOf)
    case "end":
      return node.outcome === "threw" ? [{ id, look: "error" }] : []
    case "start":
    case "code":
    case "cancelled":
      return []
  }
}

import type { PlacedNode } from "../layout/placed.ts"
import { goesOn } from "../picture/goes-on.ts"
import { laneText } from "../picture/lane-text.ts"
import type { LaneNode } from "../picture/picture.ts"
import { callBox, eventBox, labelled, runBox, sleepBox, stepBox } from "./draw-box.ts"
import { drawContainer } from "./draw-container.ts"
import { drawEnd } from "./draw-end.ts"
import { drawText } from "./draw-text.ts"
import { element, escapeXml } from "./xml.ts"

/** A node as a group that names its state, so that a page can lay a run over it or link it to the source. */
export const drawNode = (placed: PlacedNode): string => {
  const { node } = placed
  const state = "path" in node ? { "data-state": node.path, "data-line": node.span.line } : {}
  const wait = "wait" in node ? { "data-wait": node.wait } : {}
  const lane = node.kind === "lane" ? { "data-lane": node.name } : {}
  const attributes = { class: `sw-${node.kind}-node`, "data-kind": node.kind, ...state, ...wait, ...lane }
  return element("g", attributes, [element("title", {}, [escapeXml(tooltip(placed))]), ...shape(placed)])
}

const tooltip = ({ node }: PlacedNode): string => {
  switch (node.kind) {
    case "start":
      return "start"
    case "end":
      if (node.outcome === "returned") return "returned"
      return `threw: an error that nothing ${node.ofBranch === true ? "in the branch " : ""}catches ends here`
    case "dispatch":
      return `line ${node.span.line}: the finally is done and goes on to where the way in was headed`
    case "cancelled":
      return "cancelled: the run was cancelled, and its clean-up has ended"
    case "chain":
      return `the run of ${node.chain.workflow} is begun by this end, in the same transaction`
    case "lane":
      return `${node.name}: ${laneText(node)}`
    case "group":
      return [`line ${node.span.line}: ${node.label}`, ...node.notes].join("\n")
    case "decision":
    case "event":
      return `line ${node.span.line}: ${node.text}`
    case "step":
    case "sleep":
    case "join":
    case "call":
    case "child":
    case "handle":
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
      return drawEnd(placed, node.outcome === "threw", goesOn(node))
    case "cancelled":
      return drawEnd(placed, false, goesOn(node))
    case "step":
      return stepBox(placed)
    case "call":
      return callBox(placed)
    case "sleep":
      return sleepBox(placed)
    case "event":
      return eventBox(placed)
    case "child":
      return runBox(placed, node.apart === true)
    case "chain":
      return runBox(placed, true)
    case "join":
      return [element("rect", { class: "sw-join", ...box, rx: 9 }), ...joinText(placed), ...lanes(placed)]
    case "handle":
      return [element("rect", { class: "sw-handle", ...box, rx: 7 }), ...labelled(placed, "sw-label")]
    case "decision":
      return [element("path", { class: "sw-decision", d: hexagon(placed) }), ...labelled(placed, "sw-condition")]
    case "code":
      return [element("rect", { class: "sw-code", ...box, rx: 4 }), ...labelled(placed, "sw-code-text")]
    case "dispatch":
      return [element("path", { class: "sw-decision", d: hexagon(placed) }), ...labelled(placed, "sw-code-text")]
    case "lane":
      return node.children.length === 0 ? laneShape(placed, node) : container(placed)
    case "group":
    case "region":
      return container(placed)
  }
}

const laneShape = (placed: PlacedNode, { is }: LaneNode): readonly string[] => {
  switch (is) {
    case "step":
      return stepBox(placed)
    case "sleep":
      return sleepBox(placed)
    case "event":
      return eventBox(placed)
    case "child":
      return runBox(placed, false)
    case "call":
      return callBox(placed)
  }
}

/** What stands in a branch belongs to a procedure of its own. */
const container = (placed: PlacedNode): readonly string[] => {
  const { node } = placed
  const children = placed.children.map(drawNode)
  const hosts = "hosts" in node ? node.hosts : undefined
  const inside = hosts === undefined ? children : [element("g", { "data-procedure": hosts }, children)]
  return [drawContainer(placed), ...inside]
}

const joinText = (placed: PlacedNode): readonly string[] => {
  const { face, box } = placed
  if (face.lines.length > 0) return labelled(placed, "sw-label")
  const at = { x: box.x + box.width / 2, y: box.y + 18, "text-anchor": "middle" }
  return [drawText(face.kicker, { class: "sw-kicker", ...at })]
}

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

import { childNotes } from "../picture/child-notes.ts"
import { endText } from "../picture/end-text.ts"
import { joinName } from "../picture/join-name.ts"
import { laneText } from "../picture/lane-text.ts"
import type { PictureNode } from "../picture/picture.ts"
import { fitText } from "./fit-text.ts"
import { textWidth } from "./text-width.ts"
import type { TextStyle } from "./text-width.ts"

/** What a node shows, broken into lines, and how large it is for that; a region grows around its children. */
export interface NodeFace {
  readonly width: number
  readonly height: number
  /** The small line above: what it is, and where in the source. */
  readonly kicker: string
  readonly lines: readonly string[]
  readonly lanes: readonly LaneFace[]
  /** Text beside the node. */
  readonly aside: readonly string[]
}

/** A lane of a join, placed within its node. */
export interface LaneFace {
  readonly text: string
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How each kind of text is set; the styles of the SVG are printed from these. */
export const textStyles = {
  label: { family: "code", size: 12.5 },
  condition: { family: "code", size: 12 },
  "code-text": { family: "code", size: 11 },
  title: { family: "code", size: 12, bold: true },
  kicker: { family: "text", size: 10 },
  "edge-text": { family: "text", size: 11 },
  aside: { family: "text", size: 12 },
  heading: { family: "text", size: 16, bold: true },
} as const satisfies Record<string, TextStyle>

/** The height of a line of labels. */
export const lineHeight = 17

const labelRoom = { width: 260, lines: 2 }

/** What a node shows. */
export const nodeFace = (node: PictureNode): NodeFace => {
  switch (node.kind) {
    case "start":
      return { ...blank, width: 18, height: 18 }
    case "end":
      return { ...blank, width: 26, height: 26, aside: endText(node) }
    case "cancelled":
      return { ...blank, width: 26, height: 26, aside: ["cancelled"] }
    case "step":
      return box(node.label, `step · ${placeOf(node)}`, 18)
    case "call":
      return box(node.label, `call of ${node.calls} · ${placeOf(node)}`, 24)
    case "sleep":
      return box(node.label, `sleep · ${placeOf(node)}`, 28)
    case "event":
      return box(node.text, `event · ${placeOf(node)}`, 34, { ...labelRoom, lines: 3 })
    case "join":
      return node.lanes.length === 0
        ? box(node.label, `${joinName[node.policy]} · ${placeOf(node)}`, 18)
        : joinFace(node.lanes, `${joinName[node.policy]} · ${placeOf(node)}`)
    case "child":
      return box(node.label, [...childNotes(node), placeOf(node)].join(" · "), 24)
    case "handle":
      return box(node.label, `${node.text} · ${placeOf(node)}`, 18)
    case "chain":
      return box(node.chain.workflow, "workflow", 24)
    case "group":
      return titleFace(node.title, [...node.notes, placeOf(node)].join(" · "))
    case "lane":
      return node.children.length === 0 ? box(node.name, laneText(node), 24) : titleFace(node.name, laneText(node))
    case "decision":
      return decisionFace(node.text, node.span.line)
    case "code":
      return codeFace(node.text, node.span.line)
    case "dispatch":
      return dispatchFace(node.label)
    case "region":
      return titleFace(node.title, `line ${node.span.line}`)
  }
}

type Waiting = Extract<PictureNode, { readonly wait: string }>

const placeOf = ({ begun = false, span }: Waiting): string => `${begun ? "begun · " : ""}line ${span.line}`

const blank = { kicker: "", lines: [], lanes: [], aside: [] } as const

const widest = (texts: readonly string[], style: TextStyle): number =>
  Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, style))))

const box = (label: string, kicker: string, side: number, room = labelRoom): NodeFace => {
  const lines = fitText(label, textStyles.label, room)
  const width = Math.max(
    110,
    widest(lines, textStyles.label) + 2 * side,
    widest([kicker], textStyles.kicker) + 2 * side,
  )
  return { ...blank, kicker, lines, width, height: 32 + lines.length * lineHeight }
}

const decisionFace = (text: string, line: number): NodeFace => {
  const lines = fitText(text, textStyles.condition, labelRoom)
  const height = 26 + lines.length * lineHeight
  return {
    ...blank,
    kicker: `line ${line}`,
    lines,
    width: Math.max(84, widest(lines, textStyles.condition) + height),
    height,
  }
}

const dispatchFace = (label: string): NodeFace => {
  const lines = fitText(label, textStyles["code-text"], { ...labelRoom, lines: 1 })
  return { ...blank, lines, width: widest(lines, textStyles["code-text"]) + 36, height: 28 }
}

const codeFace = (label: string, line: number): NodeFace => {
  const lines = fitText(label, textStyles["code-text"], labelRoom)
  return {
    ...blank,
    kicker: `line ${line}`,
    lines,
    width: Math.max(72, widest(lines, textStyles["code-text"]) + 24),
    height: 26 + lines.length * 15,
  }
}

/** A node that others stand in. */
const titleFace = (title: string, kicker: string): NodeFace => {
  const lines = fitText(title, textStyles.title, { width: 420, lines: 1 })
  return {
    ...blank,
    kicker,
    lines,
    width: widest(lines, textStyles.title) + widest([kicker], textStyles.kicker) + 32,
    height: 60,
  }
}

const lane = { height: 34, gap: 10, side: 14, top: 30, perRow: 4 } as const

/** Lanes stand side by side, as many to a row as are easily taken in at a glance. */
const joinFace = (names: readonly string[], kicker: string): NodeFace => {
  const texts = names.map((name) => fitText(name, textStyles.label, { width: 170, lines: 1 })[0] ?? "")
  const width = Math.max(76, widest(texts, textStyles.label) + 24)
  const lanes = texts.map((text, at) => ({
    text,
    name: names[at] ?? text,
    x: lane.side + (at % lane.perRow) * (width + lane.gap),
    y: lane.top + Math.floor(at / lane.perRow) * (lane.height + lane.gap),
    width,
    height: lane.height,
  }))
  const columns = Math.max(1, Math.min(lane.perRow, names.length))
  const rows = Math.max(1, Math.ceil(names.length / lane.perRow))
  return {
    ...blank,
    kicker,
    lanes,
    width: Math.max(
      2 * lane.side + columns * (width + lane.gap) - lane.gap,
      widest([kicker], textStyles.kicker) + 2 * lane.side,
    ),
    height: lane.top + rows * (lane.height + lane.gap) - lane.gap + lane.side,
  }
}

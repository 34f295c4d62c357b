import { element } from "./xml.ts"
import type { PlacedNode } from "../layout/placed.ts"

/** The border of a node that others stand in. */
export const drawContainer = ({ node, box }: PlacedNode): string =>
  element("rect", { class: look(node), ...box, rx: 9 })

const look = (node: PlacedNode["node"]): string => {
  if (node.kind === "region") return `sw-region sw-region-${node.construct}`
  if (node.kind === "lane") return "sw-branch"
  return node.kind === "group" && node.apart === true ? "sw-join sw-join-apart" : "sw-join"
}

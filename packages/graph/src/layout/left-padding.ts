import { childrenOf } from "../picture/children-of.ts"
import type { PictureEdge, PictureNode } from "../picture/picture.ts"
import { nodeFace } from "./node-face.ts"
import { titleWidth } from "./title-place.ts"

const usual = 18
const most = 150

/** The room at the left of a region's children: enough for arrows from above to pass by its title, if that is not far. */
export const leftPadding = (region: PictureNode, edges: readonly PictureEdge[]): number => {
  const entering = edges.filter(({ from, to }) => to.startsWith(`${region.id}.`) && !from.startsWith(`${region.id}.`))
  const firstArrow = contentWidth(region) / (entering.length + 1)
  const needed = Math.ceil(titleWidth(nodeFace(region)) + 26 - firstArrow)
  return entering.length === 0 || needed > most ? usual : Math.max(usual, needed)
}

const contentWidth = (region: PictureNode): number => Math.max(0, ...childrenOf(region).map(widthOf))

/** At least: how children share a row is not known yet. */
const widthOf = (node: PictureNode): number =>
  childrenOf(node).length === 0 ? nodeFace(node).width : Math.max(nodeFace(node).width, contentWidth(node) + 2 * usual)

import type { PictureNode } from "./picture.ts"

/** The nodes that stand in a node. */
export const childrenOf = (node: PictureNode): readonly PictureNode[] => ("children" in node ? node.children : [])

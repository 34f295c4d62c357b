import type { PictureNode } from "./picture.ts"

/** Whether it is an end that starts other runs. */
export const goesOn = (node: PictureNode): boolean =>
  node.kind === "cancelled" || (node.kind === "end" && node.chained === true)

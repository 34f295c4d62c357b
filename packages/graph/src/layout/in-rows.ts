import { movedBy } from "./arrangement.ts"
import type { Arrangement } from "./arrangement.ts"

/** A row that is wider is no longer taken in at a glance. */
const widest = 1200
const gap = 16

/** Sets parts side by side in their order, in as many rows as it takes. */
export const inRows = (parts: readonly Arrangement[]): Arrangement => {
  const placed: Arrangement[] = []
  let x = 0
  let y = 0
  let rowHeight = 0
  for (const part of parts) {
    if (x > 0 && x + part.width > widest) {
      y += rowHeight + gap
      x = 0
      rowHeight = 0
    }
    placed.push(movedBy(part, { x, y }))
    x += part.width + gap
    rowHeight = Math.max(rowHeight, part.height)
  }
  const ends = placed.map(({ nodes: [node], width }) => (node?.box.x ?? 0) + width)
  return {
    width: Math.max(0, ...ends),
    height: y + rowHeight,
    nodes: placed.flatMap(({ nodes }) => nodes),
    edges: placed.flatMap(({ edges }) => edges),
  }
}

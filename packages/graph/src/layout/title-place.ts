import type { Box, Point } from "./placed.ts"
import { textStyles } from "./node-face.ts"
import type { NodeFace } from "./node-face.ts"
import { textWidth } from "./text-width.ts"

/** The height of the strip at the top of a region where its title stands. */
const strip = 30
const inset = 12

/** Where a region's title stands: beside the arrows that cross the strip, or over them where there is no room. */
export const titlePlace = (face: NodeFace, box: Box, ways: readonly (readonly Point[])[]): Box => {
  const width = titleWidth(face)
  const crossed = ways.flatMap((way) => crossings(way, box)).toSorted((a, b) => a - b)
  const begins = [box.x, ...crossed]
  const ends = [...crossed, box.x + box.width]
  const free = begins.find((begin, at) => (ends[at] ?? begin) - begin >= width + 2 * inset - 4)
  return { x: (free ?? box.x) + inset, y: box.y + 6, width, height: 20 }
}

/** The width of a region's title with its line number. */
export const titleWidth = ({ lines, kicker }: NodeFace): number =>
  Math.ceil(textWidth(lines[0] ?? "", textStyles.title) + textWidth(kicker, textStyles.kicker)) + 8

const crossings = (way: readonly Point[], box: Box): readonly number[] =>
  way.flatMap((point, at) => {
    const next = way[at + 1]
    if (next === undefined) return []
    const isBeside = Math.max(point.x, next.x) <= box.x || Math.min(point.x, next.x) >= box.x + box.width
    const isAboveOrBelow = Math.max(point.y, next.y) <= box.y || Math.min(point.y, next.y) >= box.y + strip
    return isBeside || isAboveOrBelow ? [] : [point.x, next.x]
  })

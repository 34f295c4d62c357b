import type { PlacedNode, Point } from "./placed.ts"

/** Lets an arrow that elk ended at a node's box begin and end at the shape inside. */
export const meetShape = (
  points: readonly Point[],
  from: PlacedNode | undefined,
  to: PlacedNode | undefined,
): readonly Point[] =>
  points.map((point, at) => {
    if (at === 0 && from !== undefined) return onShape(point, from)
    if (at === points.length - 1 && to !== undefined) return onShape(point, to)
    return point
  })

const onShape = (point: Point, { node, box }: PlacedNode): Point => {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const aside = Math.abs(point.x - middle.x)
  const half = depth(node.kind, aside, box.width / 2, box.height / 2)
  if (half === undefined || aside >= box.width / 2) return point
  return { x: point.x, y: Math.round((point.y < middle.y ? middle.y - half : middle.y + half) * 10) / 10 }
}

/** How far a shape reaches up and down at a distance from its middle, where it is no plain box. */
const depth = (
  kind: PlacedNode["node"]["kind"],
  aside: number,
  halfWidth: number,
  halfHeight: number,
): number | undefined => {
  switch (kind) {
    case "start":
    case "end":
    case "cancelled":
      return Math.sqrt(halfWidth ** 2 - aside ** 2)
    case "decision":
    case "dispatch":
      // Its two ends are points as long as half its height.
      return Math.min(halfHeight, halfWidth - aside)
    case "step":
    case "sleep":
    case "event":
    case "join":
    case "call":
    case "child":
    case "handle":
    case "code":
    case "chain":
    case "group":
    case "lane":
    case "region":
      return undefined
  }
}

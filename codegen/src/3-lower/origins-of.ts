import type { ts } from "../1-read/syntax.ts"
import type { SegmentUse } from "../2-analyze/segment-use.ts"
import type { DraftSegment } from "./draft.ts"
import { rebuiltFunctions } from "./rebuilt-text.ts"

/** The author's nodes that segments were made from, by the names of their functions. */
export type Origins = ReadonlyMap<string, readonly ts.Node[]>

/** The author's nodes that each segment holds, as they stand in it: first the functions that it makes anew. */
export const originsOf = (segments: readonly DraftSegment[], use: SegmentUse): Origins =>
  new Map(segments.map((segment) => [segment.code, nodesOf(segment, use)]))

const nodesOf = (segment: DraftSegment, use: SegmentUse): readonly ts.Node[] => [
  ...rebuiltFunctions(segment, use.used.get(segment) ?? new Set()).map(({ declaration }) => declaration.parent),
  ...segment.ops.flatMap(({ nodes }) => nodes),
]

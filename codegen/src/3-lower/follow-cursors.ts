import { eachEvaluated } from "../2-analyze/evaluated.ts"
import { type Mutation, mutationOf } from "../2-analyze/mutation.ts"
import type { ts } from "../1-read/syntax.ts"
import type { DraftRegion, DraftSegment } from "./draft.ts"
import { type Lowering, makeVariable } from "./lowering.ts"
import type { Followed, Op } from "./op.ts"

/**
 * A loop over a Map or Set counts the entries that it has had. Where a segment inside of it may remove entries, the count
 * follows: from the first statement that may, to the end of the segment.
 */
export const followCursors = (lowering: Lowering): void => {
  for (const segment of lowering.segments) {
    const cursors = cursorsAround(segment.parent)
    if (cursors.length === 0) continue
    const at = segment.ops.findIndex((op) => removalIn([op], lowering) !== undefined)
    const op = segment.ops[at]
    if (op === undefined) continue
    const follows = cursors.map((cursor) => ({ ...cursor, left: makeLeft(lowering, segment, cursor.at.name) }))
    segment.ops[at] = {
      ...op,
      follows,
      reads: [...(op.reads ?? []), ...follows.flatMap((followed) => [followed.at, followed.source])],
      writes: [...(op.writes ?? []), ...follows.map((followed) => followed.at)],
      defines: [...(op.defines ?? []), ...follows.map(({ left }) => left)],
    }
  }
}

const cursorsAround = (region: DraftRegion | undefined): readonly Omit<Followed, "left">[] => {
  if (region === undefined) return []
  const outer = cursorsAround(region.parent)
  return region.cursor === undefined ? outer : [...outer, region.cursor]
}

/** `left` of a cursor `name_at` is `name_left`. */
const makeLeft = (lowering: Lowering, { node }: DraftSegment, name: string) =>
  makeVariable(lowering, {
    kind: "cursor",
    name: name.replace(/_at$/, "_left"),
    node,
    type: { kind: "text", text: "number" },
  })

/** The first node by which one of these statements may remove entries of a Map or Set. */
export const removalIn = (ops: readonly Op[], lowering: Lowering): ts.Node | undefined => {
  const { checker } = lowering.survey
  let found: ts.Node | undefined
  const look = (node: ts.Node): void => {
    if (found === undefined && removes(mutationOf(node, checker), checker)) found = node
  }
  for (const op of ops) eachEvaluated(op, lowering, { known: new Set(), look })
  return found
}

const removes = (mutation: Mutation, checker: ts.TypeChecker): boolean => {
  if (mutation.kind === "none" || mutation.kind === "grows") return false
  if (mutation.kind === "unknown") return true
  const type = checker.getTypeAtLocation(mutation.receiver)
  return (type.isUnion() ? type.types : [type]).some((part) => checker.getPropertyOfType(part, "delete") !== undefined)
}

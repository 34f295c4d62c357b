import { eachEvaluated } from "../2-analyze/evaluated.ts"
import { type Mutation, mutationOf } from "../2-analyze/mutation.ts"
import type { ts } from "../1-read/syntax.ts"
import type { DraftCursor, DraftRegion, DraftSegment } from "./draft.ts"
import { type Lowering, makeVariable, openSegment } from "./lowering.ts"
import type { Followed, Op } from "./op.ts"

/**
 * A loop over a Map or Set, or a pattern that takes one apart, counts the entries that it has had. Where a segment may
 * remove entries meanwhile, the count follows: for a loop from the first statement that may, to the end of the segment; for
 * a pattern, which goes on within a segment, statement by statement.
 */
export const followCursors = (lowering: Lowering): void => {
  for (const segment of lowering.segments) {
    followLoops(lowering, segment)
    for (const { cursor, from, until = segment.ops.length } of segment.cursors) {
      for (const [index, op] of segment.ops.entries()) {
        if (index < from || index >= until || removalIn([op], lowering) === undefined) continue
        const followed = { ...cursor, left: makeLeft(lowering, segment, cursor.at.name) }
        segment.ops[index] = { ...using(op, [followed]), heeds: [...(op.heeds ?? []), followed] }
      }
    }
  }
}

/** The segments from here to the call of the answer follow what is removed of a Map or Set. */
export const beginFollowing = (lowering: Lowering, cursor: DraftCursor): (() => void) => {
  lowering.cursors.push(cursor)
  const segment = openSegment(lowering)
  segment.cursors.push({ cursor, from: segment.ops.length })
  return () => {
    lowering.cursors.pop()
    const { here } = lowering
    if (here.kind !== "open") return
    const span = here.segment.cursors.find((each) => each.cursor === cursor)
    if (span !== undefined) span.until = here.segment.ops.length
  }
}

const followLoops = (lowering: Lowering, segment: DraftSegment): void => {
  const cursors = cursorsAround(segment.parent)
  if (cursors.length === 0) return
  const at = segment.ops.findIndex((op) => removalIn([op], lowering) !== undefined)
  const op = segment.ops[at]
  if (op === undefined) return
  const follows = cursors.map((cursor) => ({ ...cursor, left: makeLeft(lowering, segment, cursor.at.name) }))
  segment.ops[at] = { ...using(op, follows), follows }
}

const using = (op: Op, follows: readonly Followed[]): Op => ({
  ...op,
  reads: [...(op.reads ?? []), ...follows.flatMap((followed) => [followed.at, followed.source])],
  writes: [...(op.writes ?? []), ...follows.map((followed) => followed.at)],
  defines: [...(op.defines ?? []), ...follows.map(({ left }) => left)],
})

const cursorsAround = (region: DraftRegion | undefined): readonly DraftCursor[] => {
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

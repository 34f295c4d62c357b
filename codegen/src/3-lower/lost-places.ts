import { placeOf } from "../1-read/place-of.ts"
import { allStates } from "../2-analyze/liveness.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { DraftCursor } from "./draft.ts"
import { removalIn } from "./follow-cursors.ts"
import type { Lowering } from "./lowering.ts"

const loop = {
  construct: "A loop over a Map or Set from which a helper may remove entries meanwhile",
  remedy: "Loop over a copy: `for (const item of [...source])`.",
}

const pattern = {
  construct: "An `await` in a pattern for a Map or Set from which a helper may remove entries meanwhile",
  remedy: "Take a copy apart: `[...source]`.",
}

/**
 * Refuses loops over a Map or Set that lose their place: one procedure of a workflow removes entries while another, which
 * cannot follow, is at work in a loop. A helper may be at work twice at a time.
 */
export const refuseLostPlaces = (procedures: readonly Lowering[]): readonly Diagnostic[] => {
  const removals = procedures.map(
    (lowering) => lowering.segments.flatMap(({ ops }) => removalIn(ops, lowering) ?? [])[0],
  )
  return procedures.flatMap((lowering, at) => {
    const removal = removals.find((node, index) => node !== undefined && (index !== at || at > 0))
    if (removal === undefined) return []
    const related = [{ ...placeOf(removal), label: "entries may be removed here" }]
    const refused = (cursor: DraftCursor, problem: { readonly construct: string; readonly remedy: string }) =>
      diagnostic("SW2001", placeOf(cursor.source.declaration), problem, related)
    const loops = allStates(lowering.root).flatMap((state) =>
      state.kind === "region" && state.cursor !== undefined ? [refused(state.cursor, loop)] : [],
    )
    const patterns = new Set(lowering.segments.flatMap(({ cursors }) => cursors.map(({ cursor }) => cursor)))
    return [...loops, ...[...patterns].map((cursor) => refused(cursor, pattern))]
  })
}

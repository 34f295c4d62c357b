import { placeOf } from "../1-read/place-of.ts"
import { allStates } from "../2-analyze/liveness.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { removalIn } from "./follow-cursors.ts"
import type { Lowering } from "./lowering.ts"

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
    return allStates(lowering.root).flatMap((state) => {
      if (state.kind !== "region" || state.cursor === undefined) return []
      const problem = {
        construct: "A loop over a Map or Set from which a helper may remove entries meanwhile",
        remedy: "Loop over a copy: `for (const item of [...source])`.",
      }
      const related = [{ ...placeOf(removal), label: "entries may be removed here" }]
      return [diagnostic("SW2001", placeOf(state.cursor.source.declaration), problem, related)]
    })
  })
}

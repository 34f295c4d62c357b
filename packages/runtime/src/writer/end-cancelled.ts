import { type Cancellation, encodeError } from "@statewright/model"
import type { RunBecomes, Transition } from "@statewright/store"
import { cancelledOf } from "../advance/cancelled-of.ts"

/** What a run is that ends as cancelled. */
export const cancelledFor = (why: Cancellation): RunBecomes => ({
  status: "cancelled",
  error: encodeError(cancelledOf(why).error),
})

/** Ends a run as cancelled at once: nothing of it cleans up any more. */
export const endCancelled = (
  { id, rev }: { readonly id: string; readonly rev: number },
  why: Cancellation,
  at: number,
): Transition => ({
  runId: id,
  at,
  run: {
    kind: "update",
    expectedRev: rev,
    state: null,
    becomes: cancelledFor(why),
  },
  frame: { kind: "delete" },
})

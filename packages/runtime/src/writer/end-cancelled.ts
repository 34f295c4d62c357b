import { type Cancellation, encodeError } from "@statewright/model"
import type { Transition } from "@statewright/store"
import { cancelledOf } from "../advance/cancelled-of.ts"

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
    becomes: { status: "cancelled", error: encodeError(cancelledOf(why).error) },
  },
  frame: { kind: "delete" },
})

import type { Cancellation, Frame } from "@statewright/model"
import type { Program } from "../machine/program.ts"
import type { Advanced, Circumstances } from "./advanced.ts"
import { strike } from "./cut.ts"
import { partOf } from "./part-waits.ts"
import { placesIn } from "./strand-tree.ts"
import { transition } from "./transition.ts"

/** That somebody cancels a run, and when. */
export interface CancelEvent extends Circumstances, Cancellation {}

/**
 * Throws `Cancelled` into everything that waits in a frame, what was called before who called it; `undefined` if that
 * happened before. The frame is owned: it is changed in place.
 *
 * @example
 * const moved = cancel(collectProgram, frame, { reason: "ordered twice", now: 0 })
 */
export const cancel = (program: Program, frame: Frame, event: CancelEvent): Advanced | undefined => {
  if (frame.cancelled !== undefined) return undefined
  const { reason } = event
  return transition(program, frame, event, (moving) => {
    frame.cancelled = reason === undefined ? {} : { reason }
    const placeOf = placesIn(frame, new Set())
    // What cleans up already is let alone.
    strike(
      moving,
      partOf(frame, (each) => placeOf(each) !== "closing"),
      true,
    )
  })
}

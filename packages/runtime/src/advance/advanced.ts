import type { Command, Frame, WaitId, Writes } from "@statewright/model"
import type { Branches } from "../machine/branches.ts"
import type { TransitionInputs } from "../recorded/transition-inputs.ts"

/** What a transition made of a frame, and what it asks of the world. */
export interface Advanced {
  readonly frame: Frame
  readonly commands: readonly Command[]
  /** What may have changed; the snapshot log compares it with what it wrote. */
  readonly writes: Writes
  /** Waits that were closed undecided: the losers of a race, which nobody can ask for any more. */
  readonly dropped: readonly WaitId[]
  /** Open waits that somebody has stopped waiting for; others may ask for them still. */
  readonly released: readonly WaitId[]
  /** Which ways the author's conditions led. */
  readonly branches: Branches
}

/** What a transition is computed from beside its frame. */
export interface Circumstances extends TransitionInputs {
  /** The run whose frame it is: the ids of the runs that it begins grow from it. */
  readonly runId?: string
  /** Takes the branches, which then are there even if the transition cannot be computed to its end. */
  readonly branches?: Branches
}

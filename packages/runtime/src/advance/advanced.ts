import type { Command, Frame, Writes } from "@statewright/model"
import type { Branches } from "../machine/branches.ts"
import type { TransitionInputs } from "../recorded/transition-inputs.ts"

/** What a transition made of a frame, and what it asks of the world. */
export interface Advanced {
  readonly frame: Frame
  readonly commands: readonly Command[]
  /** What may have changed; the snapshot log compares it with what it wrote. */
  readonly writes: Writes
  /** Which ways the author's conditions led. */
  readonly branches: Branches
}

/** What a transition is computed from beside its frame. */
export interface Circumstances extends TransitionInputs {
  /** Takes the branches, which then are there even if the transition cannot be computed to its end. */
  readonly branches?: Branches
}

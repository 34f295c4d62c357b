import { act } from "./act.ts"
import type { StateNode } from "./state-node.ts"
import { completes } from "./target.ts"
import type { Target } from "./target.ts"
import { throwing } from "./throwing.ts"
import { takeOutcome } from "./wait.ts"

/** One suspending construct of the author's. */
export interface RegionSpec {
  readonly initial: string
  readonly states: Readonly<Record<string, StateNode>>
  /** Where an error goes that is thrown inside and caught no further in. */
  readonly caught?: Target
}

/**
 * A compound state, named after what the author wrote.
 *
 * @example
 * block: region({ initial: "begin", caught: "catch", states: { ... } })
 */
export const region = ({ initial, states, caught }: RegionSpec): StateNode =>
  caught === undefined ? { initial, states } : { initial, states, always: catching(caught) }

const catching = (caught: Target): StateNode["always"] =>
  typeof caught === "string"
    ? { guard: throwing, target: caught, actions: [takeOutcome, stopThrowing] }
    : { guard: throwing, target: caught.target, actions: [takeOutcome, stopThrowing, completes(caught)] }

const stopThrowing = act((move) => {
  move.throwing = false
})

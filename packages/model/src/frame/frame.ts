import type { Outcome } from "./outcome.ts"
import type { Cancellation, Waiting, WaitId } from "./waiting.ts"

/** All that a run is between two transitions. `advance` owns it and may change it in place. */
export interface Frame {
  /** The last `n` that was given to a wait; only grows. */
  seq: number
  /** What is at work, by number, in the order in which it was begun: the body, then helpers and joins. */
  readonly activations: Map<number, Activation>
  /** Waits whose command was given and whose outcome may still be asked for; the outcome once it is known. */
  readonly waits: Map<WaitId, Outcome | undefined>
  /** Why the run was cancelled; absent unless it was. */
  cancelled?: Cancellation
}

/** A procedure at work. */
export interface Activation {
  /** 0 is the body; of any other, the `n` of the wait that its end settles. */
  readonly number: number
  /** Empty for a join that nobody awaits yet: it has no code, and only passes on what its waiting comes to. */
  readonly procedure: string
  /** The wait that its end settles; absent of the body. */
  readonly settles?: WaitId
  /** The activation whose variables it shares, if its code stands inside that one's. */
  readonly outer?: number
  /** The number of the innermost member of a group that it works for; of a member, its own. */
  readonly strand?: number
  /** The path of the state it rests in; empty once its code has ended. */
  state: string
  /** The locals that are live where it rests. */
  readonly locals: Record<string, unknown>
  /** What it rests for; absent only while it moves, or while others share its variables. Replaced, never changed. */
  waiting?: Waiting
}

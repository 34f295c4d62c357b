import type { JoinPolicy } from "../chart/state.ts"
import type { Outcome } from "./outcome.ts"

/** `<static id>#<n>`: names one wait of one frame for ever. */
export type WaitId = string

/** One machine instance with a row of its own. `advance` owns it and may change it in place. */
export interface Frame {
  /** The last `n` that was given to a wait; only grows. */
  seq: number
  /** The body and the helpers that it awaits, innermost last. */
  readonly stack: Activation[]
  /** Waits whose command was given and whose outcome was not yet taken; the outcome once it is known. */
  readonly waits: Map<WaitId, Outcome | undefined>
}

/** A procedure at work. */
export interface Activation {
  readonly procedure: string
  /** The path of the state it rests in. */
  state: string
  /** The locals that are live where it rests. */
  readonly locals: Record<string, unknown>
  /** What it rests for; absent only while it moves. Replaced, never changed in place. */
  waiting?: Waiting
}

/** The wait that an activation rests in. */
export type Waiting =
  | { readonly kind: "one"; readonly id: WaitId }
  | { readonly kind: "call"; readonly id: WaitId }
  | JoinWaiting

/** Waiting for several; `failed` is the first of them whose failure was accepted. */
export interface JoinWaiting {
  readonly kind: "join"
  readonly policy: JoinPolicy
  readonly ids: readonly WaitId[]
  readonly failed?: WaitId
}

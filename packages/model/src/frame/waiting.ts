import type { JoinPolicy } from "../chart/wait-for.ts"
import type { GroupCounts } from "./group.ts"

/** `<static id>#<n>`: names one wait of one frame for ever. */
export type WaitId = string

/** Why a run was cancelled, as whoever did it says. */
export interface Cancellation {
  readonly reason?: string
}

/** The wait that an activation rests in. */
export type Waiting = OneWaiting | JoinWaiting | GroupWaiting | LockWaiting | BarrierWaiting

/** Waiting for one outcome. */
export interface OneWaiting extends Struck {
  readonly kind: "one"
  readonly id: WaitId
  readonly since?: number
}

/** What rested when its run was cancelled, or its part of it, is told so when it goes on, whatever it waited for has come to. */
interface Struck {
  /** Why its part was cancelled; `true`: the run was. */
  readonly struck?: true | Cancellation
}

/** Waiting for several; `failed` is the first of them whose failure was accepted. */
export interface JoinWaiting extends Struck {
  readonly kind: "join"
  readonly policy: JoinPolicy
  readonly ids: readonly WaitId[]
  readonly failed?: WaitId
  /**
   * Set when others may wait for the same: outcomes are kept, and who has waited longest goes on first. Taken from the
   * frame's `seq`, like the number of a wait.
   */
  readonly since?: number
}

/** A group at work rests in its counters. They are stored with every change, and so hold no list of members. */
export interface GroupWaiting extends GroupCounts {
  readonly kind: "group"
  /** All is decided; this wait is for the results of its members. */
  readonly collecting?: WaitId
  /** It was cut from outside: no more members begin, and it ends once those at work have. */
  readonly struck?: true | Cancellation
}

/** A lock in the frame: who holds it, and who waits for it. */
export interface LockWaiting {
  readonly kind: "lock"
  readonly key: string
  readonly holder: WaitId
  readonly line: readonly WaitId[]
}

/** A barrier in the frame: who has come, each with its input. */
export interface BarrierWaiting {
  readonly kind: "barrier"
  readonly size: number
  readonly came: readonly (readonly [WaitId, string | null])[]
}

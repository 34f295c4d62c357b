import type { RunStatus } from "@statewright/model"
import type { InboxRow } from "../port/inbox-row.ts"
import type { Transition, TransitionResult } from "../port/transition.ts"
import type { Payloads } from "./payloads.ts"
import type { Prepare, PrepareNow } from "./statement.ts"

/** Why a transition was not stored. */
export type Refusal = Exclude<TransitionResult, { status: "committed" }>

/** One write inside the transaction: only a prepared statement whose values are ready. */
export type Operation = () => Refusal | undefined

/** A transition whose rev after it is known. */
export interface Planned {
  readonly transition: Transition
  /** The rev of the run once it is stored; 0 when it concerns no run. */
  readonly rev: number
  /** Takes what is put into the inboxes of other runs. */
  readonly sent: InboxRow[]
  readonly standing: Standing
}

/** How the run stands before the transition: filled in by the operation that tests it, for those behind it. */
export interface Standing {
  /** Null of a run that begins. */
  status: RunStatus | null
  /** The transition whose snapshot is all of the frame; null where there is none. */
  baseRev: number | null
  /** How many calls it has open. */
  callsBefore: number
  /** The same behind what was done so far. */
  calls: number
}

/** Turns its part of a transition into operations, before the transaction begins. */
export type Planner = (planned: Planned, add: (operation: Operation) => void) => void

/** What a planner is made of. */
export interface PlannerParts {
  readonly prepare: Prepare
  readonly prepareNow: PrepareNow
  readonly payloads: Payloads
}

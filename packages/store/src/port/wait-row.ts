import type { WaitKey } from "./step-row.ts"

/** An open wait for an event. */
export interface NewWait extends WaitKey {
  /** Counts up over the waits of a frame. */
  readonly number: number
  /** The name of the event. */
  readonly name: string
  /** The place in a program that waits. */
  readonly site: string
  /** What the key of an event must be equal to; null where it matches none. */
  readonly key: string | null
  /** What its predicate is given beside the event, encoded. */
  readonly given: string | null
  /** What it comes to when it is due, encoded; null where it fails then. */
  readonly onTimeout: string | null
  readonly dueAt: number | null
  /** It takes only events that were accepted after this one; null where it takes older ones, too. */
  readonly after: number | null
  /** Why it matches nothing, or what went wrong when it was last asked. */
  readonly trouble: string | null
}

/** A stored wait for an event. */
export interface WaitRow extends NewWait {
  readonly runId: string
  readonly openedAt: number
}

/** The waits that an event may match. */
export interface WaitsFor {
  readonly name: string
  readonly site: string
  readonly key: string
}

/** Those of one run. */
export interface WaitsOf extends WaitsFor {
  readonly runId: string
}

/** That a wait takes an event: a run takes each at most once. */
export interface NewReceived extends WaitKey {
  readonly seq: number
  readonly eventId: string
  readonly name: string
  readonly acceptedAt: number
  /** Absent where the event stands in the inbox of the run itself. */
  readonly payload?: string
}

/** An event that a run took. */
export interface ReceivedRow extends WaitKey {
  readonly runId: string
  readonly seq: number
  readonly eventId: string
  readonly name: string
  readonly payload: string
  readonly acceptedAt: number
  readonly receivedAt: number
}

/** What went wrong when a wait was asked whether an event is for it. */
export interface WaitTrouble extends WaitKey {
  readonly runId: string
  readonly trouble: string
}

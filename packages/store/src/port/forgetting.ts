import type { RunStatus } from "@statewright/model"

/** Which events that were sent to all are deleted. */
export interface ForgettingEvents {
  /** Epoch milliseconds. */
  readonly acceptedBefore: number
  readonly limit: number
}

/** Which ended runs are deleted. */
export interface Forgetting {
  readonly status: Extract<RunStatus, "completed" | "failed" | "cancelled">
  /** Epoch milliseconds. */
  readonly endedBefore: number
  /** How many at once, at most: others write between. */
  readonly limit: number
}

/** Which cached answers are deleted: those that are of no use any more. */
export interface ForgettingCache {
  /** Epoch milliseconds. */
  readonly endedBefore: number
  readonly limit: number
}

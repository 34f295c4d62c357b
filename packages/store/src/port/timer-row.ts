import type { WaitKey } from "./step-row.ts"

/**
 * What a timer is for. A `cleanup` of a wait is of the part of a run that it began; with `collect`, what the members of a
 * group came to is read for a wait. With `begin` and `deliver` a run goes on that was parked over what moved it: the start,
 * a step's end; with `serve` one that has more kept events to take than fit into one transaction.
 */
export type TimerKind =
  | "sleep"
  | "retry"
  | "timeout"
  | "deadline"
  | "cleanup"
  | "collect"
  | "begin"
  | "deliver"
  | "serve"

/** Names a timer of a run. */
export interface TimerKey extends WaitKey {
  readonly kind: TimerKind
}

/** A deadline that survives the process. */
export interface TimerRow extends TimerKey {
  readonly runId: string
  /** Epoch milliseconds. */
  readonly dueAt: number
}

import type { WaitKey } from "./step-row.ts"

/**
 * What a timer is for. With `begin` and `deliver` a run goes on that was parked over what moved it: the start, a step's end;
 * with `serve` one that has more kept events to take than fit into one transaction.
 */
export type TimerKind = "sleep" | "retry" | "timeout" | "deadline" | "cleanup" | "begin" | "deliver" | "serve"

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

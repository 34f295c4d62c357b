import type { WaitKey } from "./step-row.ts"

/** What a timer is for. */
export type TimerKind = "sleep" | "retry" | "timeout" | "deadline" | "cleanup"

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

import type { StepStatus } from "@statewright/model"

/** Names a wait of a run: the frame's path and the runtime id of the wait in it. */
export interface WaitKey {
  readonly frame: string
  readonly waitId: string
}

/** One call of a step in a run. */
export interface StepRow extends WaitKey {
  readonly runId: string
  readonly name: string
  readonly status: StepStatus
  /** Counts from 1, before the attempt's code runs. */
  readonly attempt: number
  /** The fence of the attempt at work; null when none is. */
  readonly token: string | null
  readonly input: string
  readonly output: string | null
  readonly error: string | null
  readonly startedAt: number
  /** When the present attempt started. */
  readonly attemptAt: number
  readonly endedAt: number | null
  /** How many attempts in a row ended with their process. */
  readonly crashes: number
  /** The member of a group that it was called in; null if in none. */
  readonly within: string | null
}

/** One attempt that failed; an attempt that succeeds leaves no row. */
export interface AttemptRow extends WaitKey {
  readonly runId: string
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt: number
  readonly error: string
}

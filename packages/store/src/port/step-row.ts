import type { StepStatus } from "@statewright/model"

/** Names a wait of a run: the frame's path and the runtime id of the wait in it. */
export interface WaitKey {
  readonly frame: string
  readonly waitId: string
}

/** Why no further attempt followed the last one. */
export type EndedBy = "exhausted" | "not-retryable" | "deadline" | "budget" | "circuit-open" | "validation"

/** One call of a step in a run. */
export interface StepRow extends WaitKey {
  readonly runId: string
  readonly name: string
  readonly status: StepStatus
  /** Counts from 1, before the attempt's code runs; 0 while a cached answer is looked for. */
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
  /** How often a breaker turned an attempt away that was not counted. */
  readonly refused: number
  /** How many attempts there were when it was called once more after it had ended; they do not count any more. */
  readonly forgiven: number
  /** When the cached answer was stored that it ended with; null where it ran. */
  readonly cachedAt: number | null
  /** What a validation found that only warns; null where it found nothing, and of all other steps. */
  readonly warnings: string | null
  /** Null where it has not failed, or nothing is said of it. */
  readonly endedBy: EndedBy | null
}

/** One attempt that failed; an attempt that succeeds leaves no row. */
export interface AttemptRow extends WaitKey {
  readonly runId: string
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt: number
  readonly error: string
}

import type { EventEntry, RunEntry, TraceEntry } from "./trace.ts"

/** How a run under test ended, and the steps that it called. */
export type TestResult<Output> = Completed<Output> | Failed

/** The function returned. */
export interface Completed<Output> {
  readonly status: "completed"
  readonly output: Output
  readonly error?: undefined
  readonly trace: readonly TraceEntry[]
  /** The waits for events, in the order in which they were begun; absent where there was none. */
  readonly events?: readonly EventEntry[]
  /** The workflows that it called, in order; absent where there was none. */
  readonly runs?: readonly RunEntry[]
}

/** The function threw, or what it returned does not fit or cannot be stored. */
export interface Failed {
  readonly status: "failed"
  readonly output?: undefined
  readonly error: unknown
  readonly trace: readonly TraceEntry[]
  readonly events?: readonly EventEntry[]
  readonly runs?: readonly RunEntry[]
}

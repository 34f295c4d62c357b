import type { TraceEntry } from "./trace.ts"

/** How a run under test ended, and the steps that it called. */
export type TestResult<Output> = Completed<Output> | Failed

/** The function returned. */
export interface Completed<Output> {
  readonly status: "completed"
  readonly output: Output
  readonly error?: undefined
  readonly trace: readonly TraceEntry[]
}

/** The function threw, or what it returned does not fit or cannot be stored. */
export interface Failed {
  readonly status: "failed"
  readonly output?: undefined
  readonly error: unknown
  readonly trace: readonly TraceEntry[]
}

import type { RunDetail } from "./run-info.ts"

/** One execution of a workflow. */
export interface Run<Output, Failure = unknown> {
  readonly id: string
  /** The output, once the run has completed; rejects with what the workflow failed with, `RunParked`, or `RunNotFound` once it is deleted. */
  result(): Promise<Output>
  /** How the run ended: never rejects for a run that failed. Rejects with `RunParked`, or `RunNotFound` once it is deleted. */
  outcome(): Promise<RunOutcome<Output, Failure>>
  /** All that is stored of it now. */
  info(): Promise<RunDetail>
  /**
   * Cancels it: `Cancelled` is thrown into everything in it that waits, which may clean up for five minutes; answers once
   * the request is stored. Twice is as good as once. Rejects with `RunEnded`, and with `RunRests` where it is parked.
   */
  cancel(options?: CancelOptions): Promise<void>
}

/** What can be said when a run is cancelled. */
export interface CancelOptions {
  /** Why; it stands in the error that the workflow sees, and in the run. */
  readonly reason?: string
  /** Ends it at once, without letting it clean up. Default false. */
  readonly force?: boolean
}

/** How a run ended. */
export type RunOutcome<Output, Failure = unknown> =
  | { readonly status: "completed"; readonly output: Output }
  | { readonly status: "failed"; readonly error: Failure }
  | { readonly status: "cancelled"; readonly error: unknown }

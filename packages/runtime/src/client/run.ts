import type { RunDetail } from "./run-info.ts"

/** One execution of a workflow. */
export interface Run<Output, Failure = unknown> {
  readonly id: string
  /** The output, once the run has completed; rejects with what the workflow failed with, or `RunParked`. */
  result(): Promise<Output>
  /** How the run ended: never rejects for a run that failed. Rejects with `RunParked`. */
  outcome(): Promise<RunOutcome<Output, Failure>>
  /** All that is stored of it now. */
  info(): Promise<RunDetail>
}

/** How a run ended. */
export type RunOutcome<Output, Failure = unknown> =
  | { readonly status: "completed"; readonly output: Output }
  | { readonly status: "failed"; readonly error: Failure }
  | { readonly status: "cancelled"; readonly error: unknown }

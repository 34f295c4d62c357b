import type { RunBecomes } from "@statewright/store"

/** A run that has ended moves no more. */
export type EndOfRun = Extract<RunBecomes, { status: "completed" | "failed" | "cancelled" }>

/** Whether a run that becomes this has ended. */
export const isEndOfRun = (becomes: RunBecomes): becomes is EndOfRun => {
  switch (becomes.status) {
    case "running":
    case "queued":
    case "parked":
      return false
    case "completed":
    case "failed":
    case "cancelled":
      return true
  }
}

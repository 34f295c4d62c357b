import type { StepRow } from "@statewright/store"
import type { ClaimWork } from "./work.ts"

/** Another attempt at a call that was at work. */
export const claimOf = (
  { runId, frame, waitId, name, within, input, attempt, startedAt }: StepRow,
  crashes: number,
): ClaimWork => ({
  kind: "claim",
  runId,
  frame,
  waitId,
  name,
  within,
  input,
  attempt: attempt + 1,
  crashes,
  startedAt,
})

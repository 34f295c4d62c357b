import type { StepRow, TimerRow } from "@statewright/store"
import type { StepInfo } from "../client/run-info.ts"

/** When a step is tried again, when its time is over, and why it was not tried again. */
export const retryFacts = (
  { frame, waitId, endedBy }: StepRow,
  timers: readonly TimerRow[],
): Pick<StepInfo, "nextAttemptAt" | "deadlineAt" | "endedBy"> => {
  const dueAt = (kind: TimerRow["kind"]) =>
    timers.find((timer) => timer.kind === kind && timer.frame === frame && timer.waitId === waitId)?.dueAt
  const [nextAttemptAt, deadlineAt] = [dueAt("retry"), dueAt("deadline")]
  return {
    ...(nextAttemptAt !== undefined && { nextAttemptAt }),
    ...(deadlineAt !== undefined && { deadlineAt }),
    ...(endedBy !== null && { endedBy }),
  }
}

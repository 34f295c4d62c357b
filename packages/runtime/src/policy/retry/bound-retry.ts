import { decodeValue, encodeError } from "@statewright/model"
import type { EndedBy, StepRow } from "@statewright/store"
import { deadlineExceeded } from "@statewright/workflow"
import type { AttemptEnd } from "../../steps/attempt-end.ts"
import type { LiveRun } from "../../writer/live-runs.ts"

/** What becomes of an attempt that its policy tries again. */
export type Bounded =
  /** `isCounted`: by the budget of its run. */
  | { readonly kind: "retry"; readonly isCounted: boolean }
  /** The step fails with `error`, encoded. */
  | { readonly kind: "failed"; readonly error: string; readonly endedBy?: EndedBy }

/**
 * Bounds a further attempt by what the policy of the step does not know: by the step's `deadline`, which an attempt must not
 * begin after, and by the `retryBudget` of its run.
 */
export const boundRetry = (
  { program, retries }: Pick<LiveRun, "program" | "retries">,
  { name, startedAt }: Pick<StepRow, "name" | "startedAt">,
  { error, dueAt, uncounted }: Extract<AttemptEnd, { kind: "retry" }>,
): Bounded => {
  const deadline = program.steps[name]?.definition.deadline
  if (deadline !== undefined && dueAt >= startedAt + deadline) {
    const late = deadlineExceeded(name, deadline, decodeValue(error))
    return { kind: "failed", error: encodeError(late), endedBy: "deadline" }
  }
  const budget = program.workflow.definition.retryBudget
  if (budget === undefined || uncounted === true) return { kind: "retry", isCounted: false }
  if (retries >= budget) return { kind: "failed", error, endedBy: "budget" }
  return { kind: "retry", isCounted: true }
}

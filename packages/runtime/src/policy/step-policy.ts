import type { RetryPolicy, StepDefinition, WorkflowDefinition } from "@statewright/workflow"

/** What an engine says for all steps that say nothing of it, nor does their workflow. */
export interface PolicyDefaults {
  readonly retry?: RetryPolicy
}

/** How a step is tried again: as it says itself, else as its workflow does, else as the engine does. */
export const retryOf = (
  step: Pick<StepDefinition, "retry" | "builtIn">,
  workflow: Pick<WorkflowDefinition, "retry">,
  defaults: PolicyDefaults,
): RetryPolicy | undefined =>
  step.retry ?? (step.builtIn !== undefined ? undefined : (workflow.retry ?? defaults.retry))

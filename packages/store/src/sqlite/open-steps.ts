import type { StepStatus } from "@statewright/model"

/** What says in the row of a step that it has not ended; it stands before the payloads, however large these are. */
export const openSteps: readonly StepStatus[] = ["running", "retrying", "queued"]

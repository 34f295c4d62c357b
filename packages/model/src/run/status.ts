/** Where a run stands; only the last three are an end. */
export type RunStatus = "running" | "parked" | "completed" | "failed" | "cancelled"

/** Where a step stands. `retrying` waits for its retry timer; `cancelled` was open when its run ended. */
export type StepStatus = "running" | "retrying" | "completed" | "failed" | "cancelled"

/** Where a run stands; only the last three are an end. `queued` stands in line until it may be at work. */
export type RunStatus = "queued" | "running" | "parked" | "completed" | "failed" | "cancelled"

/** Where a step stands. `queued` stands in line for its next attempt; `retrying` waits for its retry timer; `cancelled` was open when its run ended. */
export type StepStatus = "queued" | "running" | "retrying" | "completed" | "failed" | "cancelled"

export type { BranchInfo } from "./branch-info.ts"
export type { AttemptInfo, RunDetail, RunInfo, StepInfo } from "./run-info.ts"
export type { CancelOptions, Run, RunOutcome } from "./run.ts"
export type { Client, StartOptions, WorkflowClient } from "./workflow-client.ts"

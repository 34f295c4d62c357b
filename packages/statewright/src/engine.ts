/** What an app imports to run workflows. */
export {
  createEngine,
  EngineClosed,
  EngineHeld,
  InvalidRunId,
  RunExists,
  RunNotFound,
  RunParked,
  SegmentTimedOut,
  StepTimedOut,
  WorkflowNotFound,
} from "@statewright/runtime"
export type {
  AttemptInfo,
  BranchInfo,
  Engine,
  EngineOptions,
  Run,
  RunDetail,
  RunInfo,
  RunList,
  RunOutcome,
  Runs,
  StartOptions,
  StepInfo,
  WorkflowClient,
  WorkflowClients,
} from "@statewright/runtime"

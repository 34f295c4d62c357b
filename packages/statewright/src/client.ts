/** What code imports that starts workflows and must not load them: a browser may, there is no engine in it. */
export { isStatewrightError } from "@statewright/model"
export type { StatewrightError, Tags, TagValue } from "@statewright/model"
export type {
  AttemptInfo,
  CancelOptions,
  BranchInfo,
  Client,
  QueueInfo,
  Run,
  ChildInfo,
  GroupInfo,
  ParentInfo,
  RelationKind,
  RunTree,
  StrandInfo,
  RunDetail,
  RunInfo,
  RunOutcome,
  StartOptions,
  StepInfo,
  WorkflowClient,
} from "@statewright/runtime/client"
export type { FailureOf, InputOf, OutputOf } from "@statewright/workflow"

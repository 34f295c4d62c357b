export type { BranchInfo } from "./branch-info.ts"
export type { BreakerInfo, Breakers, BreakerSettings, OpenBreakerOptions, ReadBreakers } from "./breaker-info.ts"
export type {
  EventAnswer,
  EventInfo,
  EventList,
  EventListFilter,
  Events,
  EventToSend,
  ReadEvents,
} from "./event-info.ts"
export type { ChildInfo, GroupInfo, ParentInfo, RelationKind, RunTree, StrandInfo } from "./relatives.ts"
export type { RestInfo, RestKind } from "./rest-info.ts"
export type { AttemptInfo, QueueInfo, ReceivedInfo, RunDetail, RunInfo, StepInfo, WaitInfo } from "./run-info.ts"
export type { CancelOptions, Run, RunOutcome } from "./run.ts"
export type { Client, StartOptions, WorkflowClient } from "./workflow-client.ts"

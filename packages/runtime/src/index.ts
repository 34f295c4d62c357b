export type {
  Cache,
  CacheInfo,
  CacheList,
  CacheListQuery,
  CacheQuery,
  CacheStats,
  Invalidated,
} from "./client/cache-info.ts"
export type { BranchInfo } from "./client/branch-info.ts"
export type { BreakerInfo, Breakers, BreakerSettings, OpenBreakerOptions, ReadBreakers } from "./client/breaker-info.ts"
export type {
  EventAnswer,
  EventInfo,
  EventList,
  EventListFilter,
  Events,
  EventToSend,
  ReadEvents,
} from "./client/event-info.ts"
export type { ChildInfo, GroupInfo, ParentInfo, RelationKind, RunTree, StrandInfo } from "./client/relatives.ts"
export type {
  BulkOptions,
  LetterAttemptInfo,
  LetterDetail,
  LetterInfo,
  LetterList,
  LetterListQuery,
  LetterQuery,
  LettersDone,
  LetterStats,
  Replay,
  ReplayOptions,
} from "./client/letter-info.ts"
export type { RestInfo, RestKind } from "./client/rest-info.ts"
export type { AttemptInfo, QueueInfo, ReceivedInfo, RunDetail, RunInfo, StepInfo, WaitInfo } from "./client/run-info.ts"
export type { CancelOptions, Run, RunOutcome } from "./client/run.ts"
export type { StartOptions, WorkflowClient } from "./client/workflow-client.ts"
export { breakersOf, readBreakers } from "./engine/breakers.ts"
export { cacheStats, invalidateCache, listCache } from "./engine/cache.ts"
export type { CacheConfig } from "./engine/cache-config.ts"
export { cancelRun } from "./engine/cancel-run.ts"
export type { CancelAnswer } from "./engine/cancel-run.ts"
export { pendingCancel } from "./engine/pending-cancel.ts"
export type { PendingCancel } from "./engine/pending-cancel.ts"
export { createEngine, createEngineWith } from "./engine/create-engine.ts"
export type { Engine } from "./engine/create-engine.ts"
export type { EncryptionOptions } from "./engine/encryption-options.ts"
export type { EngineOptions } from "./engine/engine-options.ts"
export { OpenStore } from "./engine/open-store.ts"
export type { RunList, Runs } from "./engine/runs.ts"
export { readRuns } from "./engine/runs.ts"
export { resumeRun } from "./engine/resume-run.ts"
export type { Requesting } from "./engine/requesting.ts"
export { readNotices } from "./engine/read-notices.ts"
export type { NoticeFilter, NoticeInfo, NoticeList, Notices, ReadNotices } from "./client/notice-info.ts"
export type { DeadLettersAlert, DeadLettersOptions } from "./letters/letter-policy.ts"
export type { WebhookOptions } from "./notices/webhook.ts"
export { lettersOf, readLetters } from "./engine/letters.ts"
export type { Letters, ReadLetters } from "./engine/letters.ts"
export type { AskingLetters } from "./engine/ask-letters.ts"
export { readEvents } from "./engine/read-events.ts"
export { sendEvent } from "./engine/send-event.ts"
export type { Sending } from "./engine/send-event.ts"
export { startRun } from "./engine/start-run.ts"
export type { Starting } from "./engine/start-run.ts"
export type { WorkflowClients } from "./engine/workflow-clients.ts"
export { BreakerConflict } from "./error/breaker-conflict.ts"
export { BreakerNotFound } from "./error/breaker-not-found.ts"
export { CacheKeyFailed } from "./error/cache-key-failed.ts"
export { CacheStoreFailed } from "./error/cache-store-failed.ts"
export { EngineClosed } from "./error/engine-closed.ts"
export { EngineHeld } from "./error/engine-held.ts"
export { EventExists } from "./error/event-exists.ts"
export { EventRefused } from "./error/event-refused.ts"
export { InboxFull } from "./error/inbox-full.ts"
export { InvalidRegistry } from "./error/invalid-registry.ts"
export { InvalidRunId } from "./error/invalid-run-id.ts"
export { InvalidTags } from "./error/invalid-tags.ts"
export { LimitKeyFailed } from "./error/limit-key-failed.ts"
export { PayloadTooLarge } from "./error/payload-too-large.ts"
export { RunEnded } from "./error/run-ended.ts"
export { RunExists } from "./error/run-exists.ts"
export { RunNotFound } from "./error/run-not-found.ts"
export { RunNotParked } from "./error/run-not-parked.ts"
export { RunParked } from "./error/run-parked.ts"
export { RunRests } from "./error/run-rests.ts"
export { SchemaTimedOut } from "./error/schema-timed-out.ts"
export { WorkflowNotFound } from "./error/workflow-not-found.ts"
export type { CacheEntryRow as CacheEntry, CacheFilter, CacheSelection } from "@statewright/store"
export type { CacheStore } from "./policy/cache/cache-store.ts"
export { StepTimedOut } from "./steps/step-timed-out.ts"
export { LetterBusy } from "./error/letter-busy.ts"
export { LetterNotFound } from "./error/letter-not-found.ts"
export { LetterNotReplayable } from "./error/letter-not-replayable.ts"
export { LetterNotResumable } from "./error/letter-not-resumable.ts"
export { NothingCanCome } from "./advance/nothing-can-come.ts"
export { NeverRests } from "./machine/never-rests.ts"
export { SegmentTimedOut } from "./machine/segment-timed-out.ts"
export type { Retention } from "./retention/retention.ts"
export { checkSnapshots } from "./history/check-snapshots.ts"
export type { SnapshotCheck, UnreadRun } from "./history/check-snapshots.ts"
export { Ids } from "./ids/ids.ts"
export type { IdSource } from "./ids/ids.ts"
export { LeaseTimes } from "./leader/lease-times.ts"
export type { LeaseMillis } from "./leader/lease-times.ts"

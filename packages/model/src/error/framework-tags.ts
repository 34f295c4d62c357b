/**
 * The tags of Statewright's own errors that a workflow may meet in a `catch`, or in what `on` and `unless` look at: an
 * author's failure with one of them could not be told from ours.
 */
export const frameworkTags: ReadonlySet<string> = new Set([
  "BranchTimedOut",
  "Cancelled",
  "ChildFailed",
  "ChildTimedOut",
  "CircuitOpen",
  "DeadlineExceeded",
  "EventTimedOut",
  "InvalidDuration",
  "InvalidOption",
  "JoinFailed",
  "LimitKeyFailed",
  "MutexDeadlock",
  "MutexHeld",
  "NotIterable",
  "NotStorable",
  "NonRetryable",
  "NothingCanCome",
  "PayloadTooLarge",
  "PoolClosed",
  "RunCycle",
  "SchemaTimedOut",
  "SegmentTimedOut",
  "ServiceMissing",
  "StepCrashed",
  "StepTimedOut",
  "StepUnknown",
  "TooDeep",
  "ValidationFailed",
])

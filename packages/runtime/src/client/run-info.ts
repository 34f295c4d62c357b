import type { RunStatus, StepStatus, Tags } from "@statewright/model"
import type { BranchInfo } from "./branch-info.ts"
import type { ChildInfo, GroupInfo, ParentInfo } from "./relatives.ts"
import type { RestInfo } from "./rest-info.ts"
import type { ValidationIssue } from "@statewright/workflow"

/** A run as lists show it. Times are in ms since 1970. */
export interface RunInfo {
  readonly id: string
  readonly workflow: string
  /** By which it runs; empty until a leader has taken its start. */
  readonly version: string
  readonly status: RunStatus
  /** The words that it is found by. */
  readonly tags: Tags
  /** Whose it is; absent where it is nobody's in particular. */
  readonly tenant?: string
  /** The path of the state in which it rests; absent once it has ended. */
  readonly state?: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly endedAt?: number
  /** Why it is parked. */
  readonly parkedReason?: string
}

/** Where something stands in line, and what for. */
export interface QueueInfo {
  /** Its number among those that wait for the same; 1 goes next. */
  readonly number: number
  readonly priority: number
  /** The key of the `concurrency` that it waits for; empty where that has no `key`, absent where it has none. */
  readonly concurrency?: string
  /** The key of the `rate` that it waits for, likewise. */
  readonly rate?: string
}

/** A run with what went in, what came out, its steps in the order of their start, and the branches that it took. */
export interface RunDetail extends RunInfo {
  /** Where it stands in line, while it is `queued`. */
  readonly queued?: QueueInfo
  readonly input: unknown
  readonly output?: unknown
  readonly error?: unknown
  readonly steps: readonly StepInfo[]
  readonly branches: readonly BranchInfo[]
  /** All that it waits for now, and each of its branches, in the order in which they began to. */
  readonly rests: readonly RestInfo[]
  /** The events that it waits for now, in the order in which it began to. */
  readonly waits: readonly WaitInfo[]
  /** The events that it took, in the order in which it did. */
  readonly events: readonly ReceivedInfo[]
  /** The dead letter that it replays, or that it was resumed for. */
  readonly replays?: number
  /** The run that it comes from. */
  readonly parent?: ParentInfo
  /** The run that all of them come from in the end: itself, if it comes from none. */
  readonly root: string
  /** The runs that came from it, the oldest first. */
  readonly children: readonly ChildInfo[]
  /** Its branches that run side by side, in the order in which they began. */
  readonly groups: readonly GroupInfo[]
}

/** An open wait for an event. */
export interface WaitInfo {
  /** The runtime id of the wait: `<static id>#<n>`. */
  readonly wait: string
  readonly event: string
  readonly since: number
  /** It takes only what was sent since. */
  readonly fresh?: true
  /** When it times out; absent where it waits for ever. */
  readonly dueAt?: number
  /** Why no event can match, or what its predicate threw when it was last asked. */
  readonly trouble?: unknown
}

/** An event that a run took. */
export interface ReceivedInfo {
  readonly wait: string
  readonly id: string
  readonly name: string
  readonly payload: unknown
  readonly sentAt: number
  readonly receivedAt: number
}

/** One call of a step. */
export interface StepInfo {
  /** The runtime id of the wait: `<static id>#<n>`. */
  readonly wait: string
  readonly name: string
  /** The wait of the branch that called it; absent in none. */
  readonly within?: string
  readonly status: StepStatus
  /** Where it stands in line, while it is `queued`; it begins no attempt meanwhile. */
  readonly queued?: QueueInfo
  /** How many attempts were begun. */
  readonly attempts: number
  /** Present if it was answered from the cache: when that answer was stored. */
  readonly cached?: { readonly storedAt: number }
  readonly startedAt: number
  readonly endedAt?: number
  readonly input: unknown
  readonly output?: unknown
  readonly error?: unknown
  /** What a validation found that only warns; absent where it found nothing. */
  readonly warnings?: readonly ValidationIssue[]
  /** The attempts that failed. */
  readonly failures: readonly AttemptInfo[]
  /** When it is tried again, in ms since 1970. */
  readonly nextAttemptAt?: number
  /** How often its circuit breaker has turned an attempt away that does not count as one. */
  readonly refused?: number
  /** When its `deadline` is over, in ms since 1970. */
  readonly deadlineAt?: number
  /** Why no further attempt followed the last one. */
  readonly endedBy?: "exhausted" | "not-retryable" | "deadline" | "budget" | "circuit-open" | "validation"
  /** The number of its dead letter, where it has failed for good. */
  readonly letter?: number
}

/** One attempt that failed. */
export interface AttemptInfo {
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt: number
  readonly error: unknown
}

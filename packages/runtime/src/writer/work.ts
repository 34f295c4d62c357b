import type { Cancellation } from "@statewright/model"
import type { CacheSelection, InboxRow, TimerRow, WaitKey } from "@statewright/store"
import type { Reader } from "../boundary/reader.ts"
import type { Permit } from "../limit/permit.ts"
import type { DependencyOutcome } from "../policy/breaker/circuit.ts"
import type { Program } from "../machine/program.ts"
import type { CachePut } from "../policy/cache/caching.ts"
import type { StartFacts } from "../start/start-facts.ts"
import type { AttemptEnd } from "../steps/attempt-end.ts"

/** Something that is ready to move a run, or to change what is stored of it. */
export type Work =
  | StartWork
  | StepWork
  | TimerWork
  | ClaimWork
  | TurnWork
  | BeginWork
  | OpenLineWork
  | ResumeWork
  | CancelWork
  | ChildEndWork
  | GrantWork
  | UntieWork
  | RefuseWork
  | RequestWork
  | ParkWork
  | EventWork
  | ServedWork
  | InvalidateWork
  | RenewWork
  | RenewedWork

/** A run is to begin. */
export interface StartWork {
  readonly kind: "start"
  readonly runId: string
  readonly program: Program
  /** The input as the caller gave it, encoded. */
  readonly input: string
  /** The input as the workflow's schema parsed it; absent of one that another process accepted. */
  readonly parsed?: { readonly value: unknown }
  /** Why it cannot begin, though it was accepted: the run is there, and says so. */
  readonly problem?: Error
  readonly facts: StartFacts
  /** The inbox row, if another process accepted it. */
  readonly inboxSeq?: number
  /** Called once the run is stored, or found to exist already, or could not be stored. */
  readonly answer: (answer: StartAnswer) => void
}

/** What became of a start. */
export type StartAnswer =
  | { readonly status: "started" }
  | { readonly status: "exists" }
  | { readonly status: "refused"; readonly error: unknown }
  /** This engine does not lead any more, and has not stored it. */
  | { readonly status: "not-leading" }

/** An attempt at a step has ended. */
export interface StepWork extends WaitKey {
  readonly kind: "step"
  readonly runId: string
  /** Of the step. */
  readonly name: string
  readonly attempt: number
  readonly token: string
  readonly startedAt: number
  readonly end: AttemptEnd
  /** What it has found out of what the step depends on; absent where that is nothing. */
  readonly dependency?: DependencyOutcome
}

/** A timer is due. */
export interface TimerWork {
  readonly kind: "timer"
  readonly timer: TimerRow
  readonly done: () => void
}

/** A step that was in flight when its process ended is to run again. */
export interface ClaimWork extends WaitKey {
  readonly kind: "claim"
  readonly runId: string
  readonly name: string
  /** The wait of the branch that asks for it. */
  readonly within: string | null
  readonly input: string
  /** The attempt that begins. */
  readonly attempt: number
  /** How many in a row ended with their process before it. */
  readonly crashes: number
  /** When it was called, in ms since 1970; absent where that is now. */
  readonly startedAt?: number
  /** What it was given when its turn came; without it, it asks. */
  readonly permit?: Permit
  /** It was looked for in the cache: it is at work for all who ask for what this names. */
  readonly flight?: string
  /** Called if the call is not open any more. */
  readonly gone?: () => void
}

/** A call that stood in line has its permit. */
export interface TurnWork extends WaitKey {
  readonly kind: "turn"
  readonly runId: string
  readonly permit: Permit
  /** Called if nobody asks for it any more. */
  readonly gone: () => void
}

/** A run that stood in line has its permit. */
export interface BeginWork {
  readonly kind: "begin"
  readonly runId: string
  readonly permit: Permit
  /** Called if it is not to begin any more. */
  readonly gone: () => void
}

/** What was at work when the last leader ended has its permits again: now those who stood in line may go on. */
export interface OpenLineWork {
  readonly kind: "open-line"
  readonly open: () => void
}

/** Somebody cancels a run. */
export interface CancelWork {
  readonly kind: "cancel"
  readonly runId: string
  readonly inboxSeq: number
  readonly why: Cancellation
  /** Without letting it clean up. */
  readonly force: boolean
}

/** A lock that all runs share is free for a wait. */
export interface GrantWork extends WaitKey {
  readonly kind: "grant"
  readonly runId: string
  /** Called if nobody can be told. */
  readonly gone: () => void
}

/** A run that waits for locks may wait for itself, over other runs. */
export interface UntieWork {
  readonly kind: "untie"
  readonly runId: string
  /** Called with another run, which is to be told instead. */
  readonly instead: (runId: string) => void
}

/** A run has ended that another one waits for. */
export interface ChildEndWork {
  readonly kind: "child-end"
  /** The one that waits. */
  readonly runId: string
  readonly row: InboxRow
}

/** What stopped a run is there no more: somebody says so, or recovery has found it. */
export interface ResumeWork {
  readonly kind: "resume"
  readonly runId: string
  /** Absent where recovery has found it. */
  readonly inboxSeq?: number
  /** What it was given when its turn came, where it stood in line to go on. */
  readonly permit?: Permit
}

/** What another process put into an inbox cannot be used. */
export interface RefuseWork {
  readonly kind: "refuse"
  readonly runId: string
  readonly inboxSeq: number
}

/** An operator asks for what concerns no run. */
export interface RequestWork {
  readonly kind: "request"
  /** None. */
  readonly runId: ""
  readonly about: "breaker" | "letters"
  readonly inboxSeq: number
  /** Of its row in the inbox. */
  readonly id: string
  /** Encoded. */
  readonly payload: string
}

/** A run cannot go on: what it was to store is refused as such. */
export interface ParkWork {
  readonly kind: "park"
  readonly runId: string
  readonly error: unknown
}

/** An event was accepted. */
export interface EventWork {
  readonly kind: "event"
  readonly seq: number
  readonly id: string
  readonly name: string
  /** The run that it is for; `broadcast` of one that was sent to all. */
  readonly to: string
  /** Of one to all, the runs that are still to be asked; absent before any was. */
  readonly left?: readonly string[]
  /** What is known of it by schemas that took their time. */
  readonly read?: Reader
}

/** Somebody invalidates cached answers. */
export interface InvalidateWork {
  readonly kind: "invalidate"
  readonly inboxSeq: number
  readonly selection: CacheSelection
  /** How many were removed from the stores beside the database. */
  readonly elsewhere?: number
  /** Called with how many were removed, once that is stored. */
  readonly done?: (removed: number) => void
}

/** A stale answer was given: its step is to run once more, for nobody but the cache. */
export interface RenewWork {
  readonly kind: "renew"
  /** The run that was given it. */
  readonly runId: string
  readonly program: Program
  readonly name: string
  readonly input: string
  readonly tenant: string
  readonly key: string
  /** Of the stale answer. */
  readonly storedAt: number
  /** Called if it cannot be renewed now. */
  readonly gone: () => void
}

/** The step has run that was to renew a stale answer. */
export interface RenewedWork {
  readonly kind: "renewed"
  /** Absent if nothing is to be kept of it. */
  readonly put?: CachePut
  readonly done: () => void
}

/** A run goes on because of other work in the same transaction: it is that work which is tried again. */
export interface ServedWork {
  readonly kind: "served"
  readonly runId: string
}

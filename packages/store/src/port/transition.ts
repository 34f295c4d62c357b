import type { RunStatus, Tags } from "@statewright/model"
import type { BreakerWrite } from "./breaker-row.ts"
import type { CacheCount, CacheWrite, FlightWrite } from "./cache-row.ts"
import type { EventWrite } from "./event-row.ts"
import type { InboxRow, NewInboxRow } from "./inbox-row.ts"
import type { LetterWrite } from "./letter-row.ts"
import type { NewLink } from "./link-row.ts"
import type { Admission, LineWrite, RatePermit } from "./line-row.ts"
import type { LockWrite } from "./mutex-row.ts"
import type { Delivery, NewNotice } from "./notice-row.ts"
import type { StrandWrite } from "./strand-row.ts"
import type { MovedBy } from "./transition-row.ts"
import type { AttemptRow, EndedBy, WaitKey } from "./step-row.ts"
import type { TimerKey, TimerRow } from "./timer-row.ts"
import type { NewReceived, NewWait, WaitTrouble } from "./wait-row.ts"

/** Everything that follows from one thing that happened to one run; stored whole or not at all. */
export interface Transition {
  readonly runId: string
  /** Epoch milliseconds: the `now` of the transition. */
  readonly at: number
  readonly run: RunWrite
  /** Absent where something in the inbox moves it. */
  readonly movedBy?: MovedBy
  /** What its random values grew from. */
  readonly seed?: string
  /** Which ways its conditions led, as the caller writes it down. */
  readonly branches?: string
  /** Only with a new rev of the run, as all that says what the transition was. */
  readonly frame?: FrameWrite
  /** What it took from the inbox. One that was taken before makes the whole transition a duplicate. */
  readonly takes?: readonly number[]
  readonly startSteps?: readonly NewStep[]
  readonly steps?: readonly StepWrite[]
  readonly attempts?: readonly Omit<AttemptRow, "runId">[]
  /** A timer that is already set is moved. */
  readonly setTimers?: readonly Omit<TimerRow, "runId">[]
  /** One that is not set is ignored. */
  readonly clearTimers?: readonly TimerKey[]
  readonly openWaits?: readonly NewWait[]
  /** One that is not open is ignored. */
  readonly closeWaits?: readonly WaitKey[]
  /** What went wrong with waits, of whatever runs; one that is not open is ignored. */
  readonly troubles?: readonly WaitTrouble[]
  /** The events that waits of this run take. One that the run has taken before makes the whole transition a duplicate. */
  readonly received?: readonly NewReceived[]
  readonly events?: readonly EventWrite[]
  /** So many transitions right before it in the batch must be committed, else it is `held`. */
  readonly needs?: number
  readonly line?: readonly LineWrite[]
  /** What rates granted for what begins here; what counts no longer is forgotten. */
  readonly rates?: readonly RatePermit[]
  /**
   * What it puts into the inboxes of other runs, whatever they hold already. A start of a run that is there, or whose start
   * is, makes the whole transition `taken`; anything else that was sent before is ignored.
   */
  readonly sends?: readonly NewInboxRow[]
  /** The runs that come from this one. */
  readonly links?: readonly NewLink[]
  /** Waits whose children the end of this run cancels no more. */
  readonly detaches?: readonly WaitKey[]
  /** Waits whose children are cancelled, as far as there are any. */
  readonly cutChildren?: readonly WaitKey[]
  readonly strands?: readonly StrandWrite[]
  readonly locks?: readonly LockWrite[]
  readonly letters?: readonly LetterWrite[]
  readonly cache?: readonly CacheWrite[]
  readonly flights?: readonly FlightWrite[]
  readonly breakers?: readonly BreakerWrite[]
  /** Added to what was counted. */
  readonly counts?: readonly CacheCount[]
  readonly notices?: readonly NewNotice[]
  /** What became of tries to deliver notices. */
  readonly deliveries?: readonly Delivery[]
  /** One more attempt follows a failed one in a run with a budget. */
  readonly countRetry?: true
}

/** What happens to the run's own row. */
export type RunWrite =
  /** A new run at rev 1; a run of this id that exists already is answered `stale-rev`. */
  | {
      readonly kind: "insert"
      readonly workflow: string
      readonly version: string
      readonly input: string
      readonly contracts?: string
      readonly tags?: Tags
      readonly tenant?: string
      /** The dead letter that it replays. */
      readonly replays?: number
      readonly admission?: Admission
      /** Where it rests; null if it ended at once. */
      readonly state: string | null
      /** Absent: it is `running`. */
      readonly becomes?: RunBecomes
    }
  /** One more rev. */
  | {
      readonly kind: "update"
      readonly expectedRev: number
      /** Where it rests now; null once it has ended. */
      readonly state: string | null
      /** Absent: the status, its payloads and its reason stay as they are, which is also the cheapest write. */
      readonly becomes?: RunBecomes
      /** Absent: stays. */
      readonly version?: string
      /** Of a run that begins only now. */
      readonly contracts?: string
      /** It had failed, and goes on all the same. */
      readonly reopens?: Reopens
    }
  /** The run must stand at this rev and is left as it is (a failed attempt that will be retried). */
  | { readonly kind: "check"; readonly expectedRev: number }
  /** No run is concerned: settles an inbox row that nobody can use. */
  | { readonly kind: "none" }

/**
 * A change of status. Output, error and parked reason are replaced by what it holds.
 * A run that ends loses its timers, waits and locks, its open steps and strands become `cancelled`, and so will its children, in the
 * same transaction; where the run itself is cancelled, an attempt at work may still write what it came to.
 */
export type RunBecomes =
  | { readonly status: Extract<RunStatus, "running" | "queued"> }
  | { readonly status: Extract<RunStatus, "parked">; readonly reason: string; readonly error?: string }
  | { readonly status: Extract<RunStatus, "completed">; readonly output: string }
  | { readonly status: Extract<RunStatus, "failed" | "cancelled">; readonly error: string }

/** What a run that had failed is given back. */
export interface Reopens {
  /** The dead letter that is solved by its success. */
  readonly replays: number
  readonly admission?: Admission
}

/** What is stored of a frame: all of it, what was added since, or nothing more. */
export type FrameWrite =
  | { readonly kind: "base"; readonly snapshot: string }
  | { readonly kind: "delta"; readonly delta: string }
  | { readonly kind: "delete" }

/** A step that is called with this transition: its attempt 1 counts from here, unless it stands in line. */
export interface NewStep extends WaitKey {
  readonly name: string
  /** Fresh for this attempt. */
  readonly token: string
  readonly input: string
  /** It has begun no attempt, and nobody can write what came of it until it is claimed. */
  readonly queued?: boolean
  /** A cached answer is looked for before its attempt 1, which must be claimed. */
  readonly looking?: true
  /** The member of a group that it is called in. */
  readonly within?: string
}

/** What happens to a step that was started. Each but `claim`, `queue`, `withdraw` and `expire` must carry the token of the attempt at work. */
export type StepWrite = WaitKey &
  (
    | {
        readonly kind: "complete"
        readonly token: string
        readonly output: string
        readonly cachedAt?: number
        readonly warnings?: string
      }
    | { readonly kind: "fail"; readonly token: string; readonly error: string; readonly endedBy?: EndedBy }
    /** The attempt failed and another will follow; until it is claimed nobody can write. `uncounted`: it was turned away. */
    | { readonly kind: "retry"; readonly token: string; readonly uncounted?: true }
    /** Its time is over: it has failed, whatever it was at. */
    | { readonly kind: "expire"; readonly error: string; readonly endedBy: EndedBy }
    /** It had ended and is at work again: an attempt that its process has ended. Fenced unless it failed or was cancelled. */
    | { readonly kind: "reopen" }
    /** It stands in line after `attempt`, and after so many that ended with their process, until it is claimed. */
    | { readonly kind: "queue"; readonly attempt: number; readonly crashes: number }
    /** Nobody asks for it any more: `cancelled`, if it stands in line. */
    | { readonly kind: "withdraw" }
    /** Attempt `attempt` begins, after so many that ended with their process; fenced unless the step is open at the one before. */
    | { readonly kind: "claim"; readonly attempt: number; readonly token: string; readonly crashes: number }
  )

/** What became of one transition of a batch; all but `committed` left nothing behind. */
export type TransitionResult =
  | {
      readonly status: "committed"
      readonly rev: number
      /** What was put into the inboxes of other runs; absent if nothing was. */
      readonly sent?: readonly InboxRow[]
    }
  /** The inbox row was taken before, or the run is to be started by one that waits there. */
  | { readonly status: "duplicate"; readonly inboxId: string }
  /** The run stands elsewhere: at `rev`, or null when there is no such run. Reload its frames. */
  | { readonly status: "stale-rev"; readonly rev: number | null }
  /** The attempt is no longer the one at work. Drop its result. */
  | ({ readonly status: "fenced" } & WaitKey)
  /** A run of an id that it starts is there, or is to start. */
  | { readonly status: "taken"; readonly runId: string }
  /** One that it needs was not committed. */
  | { readonly status: "held" }
  /** The rows themselves cannot be stored; a defect of the caller. */
  | { readonly status: "refused"; readonly error: Error }

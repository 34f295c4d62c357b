import type { Tags } from "../run/tags.ts"
import type { WaitId } from "./waiting.ts"
import type { Outcome } from "./outcome.ts"

/** What a transition asks of the world; carried out only after it is stored. */
export type Command =
  | {
      readonly kind: "start-step"
      readonly wait: WaitId
      readonly step: string
      readonly input: unknown
      /** The wait of the strand that asks for it. */
      readonly within?: WaitId
    }
  | { readonly kind: "set-timer"; readonly wait: WaitId; readonly dueAt: number }
  | OpenWait
  /** Nobody will take what comes of it: a step that was started, a timer that was set. */
  | { readonly kind: "abandon"; readonly wait: WaitId }
  | StartRun
  /** The end of this run no longer cancels the child that this wait began. */
  | { readonly kind: "detach-run"; readonly wait: WaitId }
  /** What is not settled by then is cut and fails: `expire`. */
  | { readonly kind: "set-deadline"; readonly wait: WaitId; readonly dueAt: number }
  /** A strand that was cut may clean up until then: `forceOut`. It takes the place of the strand's deadline. */
  | { readonly kind: "set-cleanup"; readonly wait: WaitId; readonly dueAt: number }
  | { readonly kind: "acquire"; readonly wait: WaitId; readonly key: string }
  | { readonly kind: "release"; readonly wait: WaitId }
  | StrandBegun
  | StrandEnded
  /** Read the strands of a group, in order, and settle the wait with `Settled[]`. */
  | { readonly kind: "collect"; readonly group: WaitId; readonly wait: WaitId }
  | { readonly kind: "complete"; readonly output: unknown }
  | { readonly kind: "fail"; readonly error: unknown }
  /** All that cleans up after a cancelled run has ended. */
  | { readonly kind: "cancelled"; readonly error: unknown }

/** Begin another run; `wait` is settled by its end, and absent where nobody asks for that. */
export interface StartRun {
  readonly kind: "start-run"
  readonly wait?: WaitId
  readonly runId: string
  readonly link: "child" | "detached"
  /** The workflow, or the procedure of this workflow, that it runs. */
  readonly workflow?: string
  readonly entry?: string
  readonly input: unknown
  readonly version?: string
  readonly tags?: Tags
  readonly within?: WaitId
}

/** A member of a group has begun. */
export interface StrandBegun {
  readonly kind: "strand-begun"
  readonly group: WaitId
  readonly item: number
  readonly name?: string
  readonly wait: WaitId
  /** The wait of the strand around it. */
  readonly within?: WaitId
}

/** A member of a group has ended: the timers of its wait are of no use any more. */
export interface StrandEnded {
  readonly kind: "strand-ended"
  readonly group: WaitId
  readonly item: number
  readonly wait: WaitId
  readonly status: Exclude<StrandStatus, "running">
  /** Of a group that keeps its results in rows; of any other, only a failure. */
  readonly outcome?: Outcome
}

/** How far a member of a group is. */
export type StrandStatus = "running" | "completed" | "failed" | "cancelled" | "detached"

/** Wait for an event. */
export interface OpenWait {
  readonly kind: "open-wait"
  readonly wait: WaitId
  /** The id of the place in the program, and the name of the event there. */
  readonly site: string
  readonly name: string
  /** What the parts of a payload that the site names must be equal to; absent where it names none. */
  readonly keys?: readonly Primitive[]
  /** Why no event can match: what it is to be compared with could not be had. */
  readonly unmatchable?: string
  /** What the site's predicate is given beside the event, as of now. */
  readonly given?: unknown
  /** Only an event that is accepted after it was opened is taken. */
  readonly fresh?: true
  readonly dueAt?: number
  /** What it comes to then; absent: it fails with `EventTimedOut`. */
  readonly onTimeout?: { readonly value: unknown }
}

/** What is compared by its value. */
export type Primitive = string | number | boolean | bigint | null | undefined

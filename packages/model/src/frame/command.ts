import type { WaitId } from "./frame.ts"

/** What a transition asks of the world; carried out only after it is stored. */
export type Command =
  | { readonly kind: "start-step"; readonly wait: WaitId; readonly step: string; readonly input: unknown }
  | { readonly kind: "set-timer"; readonly wait: WaitId; readonly dueAt: number }
  | OpenWait
  /** Nobody will take what comes of it: a step that was started, a timer that was set. */
  | { readonly kind: "abandon"; readonly wait: WaitId }
  | { readonly kind: "complete"; readonly output: unknown }
  | { readonly kind: "fail"; readonly error: unknown }
  /** All that cleans up after a cancelled run has ended. */
  | { readonly kind: "cancelled"; readonly error: unknown }

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
  readonly dueAt?: number
  /** What it comes to then; absent: it fails with `EventTimedOut`. */
  readonly onTimeout?: { readonly value: unknown }
}

/** What is compared by its value. */
export type Primitive = string | number | boolean | bigint | null | undefined

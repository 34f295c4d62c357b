import type { Span } from "./span.ts"
import type { WaitFor } from "./wait-for.ts"

/** The keys from below the procedure's root to a state, joined with `.`: `for_airport.lookup`. */
export type StatePath = string

/** What every state of a chart says of itself. */
interface StateBase {
  /** Unique among siblings; an identifier. */
  readonly key: string
  /** What the author wrote, short enough for a box in a picture. */
  readonly label: string
  readonly span: Span
}

/** Synchronous author code between two suspension points. */
export interface SegmentState extends StateBase {
  readonly kind: "segment"
  /** The name of the function in the generated file. */
  readonly code: string
  readonly writes: WriteSet
  readonly exits: readonly Exit[]
  /** Why it may never end, and so runs under a time limit: `line 12: while (true)`. */
  readonly guarded?: string
  /** The conditions of the author's that choose its exit, in the order in which they are asked. */
  readonly asks?: readonly Question[]
}

/** A condition of the author's that chooses a branch. */
export interface Question {
  readonly by: Asker
  /** Its source text on one line, cut where it is long. */
  readonly condition: string
  readonly span: Span
  /** Where it stands in another file than the workflow. */
  readonly file?: string
}

/** What asks a question: a statement, an operator, or the default of a pattern. */
export type Asker = "if" | "switch" | "while" | "do" | "for" | "?:" | "&&" | "||" | "??" | "?." | "default"

/** Which locals a segment may change, and how; the snapshot stores only these. */
export interface WriteSet {
  /** Locals that are given a new value. */
  readonly assigns: readonly string[]
  /** Locals that hold an array, Map or Set which only grows by `push`, `set` or `add` here. */
  readonly appends: readonly string[]
  /** Locals from which an object may be reached that changes in any other way. */
  readonly mutates: readonly string[]
  /** What the segment is given may hold an object that others hold too, and that changes. */
  readonly given?: boolean
}

/** One way out of a segment or of a dispatch. */
export interface Exit {
  /** `next`, `return`, or a word of the author's: `then`, `else`, `done`, `break`, `continue`. */
  readonly label: string
  readonly target: StatePath
  /** The source text of the condition under which this exit is taken. */
  readonly condition?: string
  readonly completes?: Completes
}

/** The target is a `finally`: what it must do when it ends is noted in a local of this name first. */
export interface Completes {
  readonly record: string
  readonly as: string
}

/** A suspension point. */
export interface WaitState extends StateBase {
  readonly kind: "wait"
  /** The static id: stable under unrelated edits, unique in the procedure. */
  readonly id: string
  readonly for: WaitFor
  /** The locals that live across the wait: what a snapshot holds here. */
  readonly keep: readonly string[]
  readonly done: StatePath
}

/** A point at which something is begun and not awaited. */
export interface StartedState extends StateBase {
  readonly kind: "started"
  /** The static id of the wait that it opens. */
  readonly id: string
  readonly for: WaitFor
  readonly next: StatePath
}

/** The construct of the author's that a region stands for. */
export type Construct = "if" | "switch" | "loop" | "try" | "block" | "catch" | "finally"

/** A compound state: one suspending construct of the author's. */
export interface RegionState extends StateBase {
  readonly kind: "region"
  readonly construct: Construct
  readonly initial: string
  readonly states: readonly State[]
  /** Where an error goes that is thrown inside and caught no further in. */
  readonly caught?: { readonly target: StatePath; readonly completes?: Completes }
}

/** The end of a `finally`: goes on as its completion record says. */
export interface DispatchState extends StateBase {
  readonly kind: "dispatch"
  readonly record: string
  /** Labels are the `as` of the exits that entered; an error is thrown on without an exit. */
  readonly exits: readonly Exit[]
}

/** The end of a procedure. */
export interface FinalState extends StateBase {
  readonly kind: "final"
  readonly outcome: "returned" | "threw"
}

/** A state of a chart. */
export type State = SegmentState | WaitState | StartedState | RegionState | DispatchState | FinalState

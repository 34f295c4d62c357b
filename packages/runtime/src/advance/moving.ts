import type { Activation, Cancellation, Command, Frame, Outcome, WaitId } from "@statewright/model"
import type { Branches } from "../machine/branches.ts"
import type {
  AskedUse,
  BegunCall,
  BegunGroup,
  BegunJoin,
  BegunProcedure,
  GatheredWrites,
  Move,
} from "../machine/move.ts"
import type { Question } from "./question.ts"
import type { TimeLimit } from "../machine/within-limit.ts"
import type { Program } from "../machine/program.ts"

/** One transition of a frame while it is computed. */
export interface Moving {
  readonly program: Program
  readonly frame: Frame
  readonly now: number
  /** The id of the run; absent where a test gives none. */
  readonly runId: string | undefined
  readonly limit: TimeLimit
  readonly commands: Command[]
  readonly writes: GatheredWrites
  readonly branches: Branches
  /** What is to happen, in order. */
  readonly turns: Turn[]
  /** What is to happen before that, last in first out: what JavaScript would have on its call stack. */
  readonly calls: Task[]
  /** The callbacks of `then`, `catch` and `finally` that are at work: none of them rests longer than a transition. */
  readonly callbacks: Map<Activation, CalledBack>
  /** Waits that were closed undecided, and open waits that somebody has stopped waiting for. */
  readonly dropped: WaitId[]
  readonly released: WaitId[]
  /** Members of groups that were cut here, and may have something to clean up. */
  readonly cut: Set<WaitId>
  /** Code that has cancelled the scope around itself: it is told at its next wait. */
  readonly doomed: Map<Activation, Doom>
  /** Predicates of pools that are at work. */
  readonly questions: Map<Activation, Question>
  /** How many calls JavaScript would be inside of. */
  depth: number
  /** The body has ended, and with it the run. */
  ended: boolean
}

/**
 * What JavaScript would have in its queue of microtasks: an activation goes on, or a join takes notice of one of its
 * waits, or a function that returned a promise begins to follow it. Whoever was first in the function is first here.
 */
export type Turn =
  | { readonly kind: "resume"; readonly activation: Activation; outcome: Outcome }
  | { readonly kind: "notice"; readonly activation: Activation; readonly wait: WaitId }
  | { readonly kind: "follow"; readonly activation: Activation; readonly wait: WaitId }
  /** A group takes notice of one of its members, or of their results, or goes on. */
  | { readonly kind: "member"; readonly activation: Activation; readonly wait: WaitId }
  | { readonly kind: "collected"; readonly activation: Activation; readonly wait: WaitId }
  | { readonly kind: "group"; readonly activation: Activation }

/** Why code is told, and after which number began what it has begun since. */
export interface Doom {
  readonly why: Cancellation
  readonly since: number
}

/** For what a callback was called. */
export interface CalledBack {
  /** Stands for the promise that ends as the callback does. */
  readonly chain: Activation
  /** Of a `finally`: how the promise before it has ended. */
  readonly passes: Outcome | undefined
}

/** A helper begins, or a join of what has begun; or an activation whose helpers have begun comes to rest. */
export type Task =
  | { readonly kind: "enter"; readonly caller: Activation; readonly begun: BegunCall }
  | { readonly kind: "join"; readonly begun: BegunJoin }
  | { readonly kind: "group"; readonly begun: BegunGroup }
  | { readonly kind: "use"; readonly move: Move; readonly asked: AskedUse }
  | { readonly kind: "rest"; readonly move: Move }
  /** A callback or a member of a group begins; or what a callback answered, a promise, is followed. */
  | ({ readonly kind: "procedure" } & BegunProcedure)
  | { readonly kind: "answered"; readonly calledBack: CalledBack; readonly answer: unknown }

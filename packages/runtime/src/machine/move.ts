import type { Activation, Command, Frame, HeldCall, Outcome, WaitId, Waiting } from "@statewright/model"
import type { Branches } from "./branches.ts"
import type { CallCommand, SegmentCommand, UseCommand } from "./command.ts"
import type { EventSite } from "./event-site.ts"
import type { TimeLimit } from "./within-limit.ts"

/**
 * What the nodes of a machine share while one activation moves from one wait to the next.
 * It is XState's context; `advance` owns it, and nothing of it outlives the transition but the frame.
 */
export interface Move {
  readonly frame: Frame
  readonly activation: Activation
  /** The name of the workflow. */
  readonly workflow: string
  /** The places where it waits for events, by id. */
  readonly events: Readonly<Record<string, EventSite>>
  /** Shared by all that move in one transition. */
  readonly limit: TimeLimit
  /** The locals of the activations around it whose variables it shares, innermost first. */
  readonly outers: readonly Record<string, unknown>[]
  /** The one clock reading of this transition, in ms since 1970. */
  readonly now: number
  readonly commands: Command[]
  readonly writes: GatheredWrites
  readonly branches: Branches
  /** The label of the exit that the last segment or dispatch chose; empty while none is chosen. */
  exit: string
  /** What goes into the next segment, or out of the procedure: an outcome's value, a result, or an error. */
  value: unknown
  /** `value` is an error on its way to the nearest region that catches. */
  throwing: boolean
  /** What the last segment asked for; taken by the state that follows. */
  command: SegmentCommand | undefined
  /** What the state at hand waited for has come: it goes on. */
  outcome: Outcome | undefined
  /** The id of the run; absent where a test gives none. */
  readonly runId: string | undefined
  /** The member of a group that it works for, and the wait of that; absent outside of groups. */
  strand: number | undefined
  within: WaitId | undefined
  /** Helpers that were called and have not begun yet, and joins and groups, in the order of the code. */
  readonly calls: (BegunCall | BegunJoin | BegunProcedure | BegunGroup | AskedUse)[]
  /** No code runs in this transition any more once the commands at hand are given. */
  still: boolean
  /** What it will rest for, once they have. */
  resting: Waiting | undefined
}

/** A helper that was called, and the wait that its end settles. */
export interface BegunCall {
  readonly call: CallCommand
  readonly wait: WaitId
  readonly number: number
  readonly strand: number | undefined
}

/** A member of a group that is a procedure. */
export interface BegunProcedure {
  readonly activation: Activation
  readonly args: readonly unknown[]
}

/** What is asked of a scope, a pool or a barrier; `wait` is absent where it is done at once. */
export interface AskedUse {
  readonly use: UseCommand
  readonly wait?: WaitId
  readonly held?: HeldCall
}

/** A group whose first members have begun. */
export interface BegunGroup {
  readonly group: Activation
}

/** A join that nobody awaits yet, or what a callback follows; it looks at its parts once those have begun. */
export interface BegunJoin {
  readonly join: Activation
  readonly waiting: Waiting
}

/** What a transition changed, gathered as it happens. */
export interface GatheredWrites {
  readonly grown: Map<object, string>
  readonly mutated: Map<object, string>
  readonly activations: Set<number>
  readonly waits: Set<WaitId>
}

/** The event by which an activation goes on. */
export interface Resume {
  readonly type: "resume"
}

/** The context of every machine: `move.activation.locals` holds `Locals`. */
export interface MachineContext<Locals = Record<string, unknown>> {
  readonly move: Move
  /** For XState's own tools: the locals as the author named them. */
  readonly locals: Locals
}

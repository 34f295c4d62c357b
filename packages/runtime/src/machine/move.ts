import type { Activation, Command, Frame, Outcome, WaitId } from "@statewright/model"
import type { SegmentCommand } from "./command.ts"
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
  /** Shared by all that move in one transition. */
  readonly limit: TimeLimit
  /** The one clock reading of this transition, in ms since 1970. */
  readonly now: number
  readonly commands: Command[]
  readonly writes: GatheredWrites
  /** The label of the exit that the last segment or dispatch chose; empty while none is chosen. */
  exit: string
  /** What goes into the next segment, or out of the procedure: an outcome's value, a result, or an error. */
  value: unknown
  /** `value` is an error on its way to the nearest region that catches. */
  throwing: boolean
  /** What the last segment asked for; taken by the wait that follows. */
  command: SegmentCommand | undefined
}

/** What the segments of a transition changed inside of objects, gathered as they run. */
export interface GatheredWrites {
  readonly grown: Map<object, string>
  readonly mutated: Map<object, string>
}

/** The event that settles a wait. */
export interface Settle {
  readonly type: "settle"
  readonly wait: WaitId
  readonly outcome: Outcome
}

/** The context of every machine: `move.activation.locals` holds `Locals`. */
export interface MachineContext<Locals = Record<string, unknown>> {
  readonly move: Move
  /** For XState's own tools: the locals as the author named them. */
  readonly locals: Locals
}

import type { AnyStateMachine } from "xstate"
import { throwing } from "./throwing.ts"
import { takeOutcome } from "./wait.ts"
import { durable } from "./state-node.ts"
import type { StateNode } from "./state-node.ts"

/** So many states, one after the other without a wait, are a circle. */
export const mostMoves = 100_000

/** What codegen prints of a procedure. */
export interface MachineSource {
  readonly id: string
  readonly initial: string
  readonly states: Readonly<Record<string, StateNode>>
}

/** Makes machines whose frames hold `Locals`. */
export interface DurableSetup<Locals> {
  createMachine(source: MachineSource): Machine<Locals>
}

/** An XState machine over a frame that holds `Locals`. */
export type Machine<Locals = unknown> = AnyStateMachine & { readonly __locals?: Locals }

/**
 * Prepares XState for one procedure: it goes on when it is resumed with the outcome that it rests for, and an error that
 * no region catches ends in the state `threw`.
 *
 * @example
 * const collectMain = setup<CollectFrame>().createMachine({ id: "main", initial: "begin", states: { ... } })
 */
export const setup = <Locals>(): DurableSetup<Locals> => ({
  createMachine: (source) =>
    durable.createMachine({
      ...source,
      context: ({ input }) => input,
      options: { maxIterations: mostMoves },
      always: { guard: throwing, target: ".threw", actions: takeOutcome },
    }),
})

import type { Activation } from "@statewright/model"
import { act } from "./act.ts"
import { beginCommand, gatherWaiting, joinWaiting, waitOf } from "./begin-command.ts"
import type { SegmentCommand } from "./command.ts"
import type { MachineContext, Move } from "./move.ts"
import type { StateNode } from "./state-node.ts"

/** Where a wait leads, and which locals a snapshot holds meanwhile. */
export interface WaitSpec {
  readonly done: string
  readonly keep: readonly string[]
}

/**
 * A suspension point: gives the command that the segment before it asked for, and rests until its outcome is known.
 *
 * @example
 * square: wait("for_i/square", { done: "afterSquare", keep: ["count", "squares", "i"] })
 */
export const wait = (id: string, { done, keep }: WaitSpec): StateNode => {
  const live = new Set(keep)
  return {
    entry: act((move) => {
      drop(move.activation, live)
      const command = takeCommand(move, id)
      move.still = move.frame.activations.size === 1 && rests(command)
      rest(move, id, command)
      move.still = false
    }),
    always: {
      guard: ({ context: { move } }: { context: MachineContext }) => move.outcome?.ok === true,
      target: done,
      actions: takeOutcome,
    },
  }
}

/** Takes the outcome of the wait at hand, whatever it is, into `value`. */
export const takeOutcome = act((move) => {
  const { outcome } = move
  if (outcome === undefined) return
  move.outcome = undefined
  move.value = outcome.ok ? outcome.value : outcome.error
  move.throwing = !outcome.ok
})

/** What the segment before a state asked for. */
export const takeCommand = (move: Move, id: string): SegmentCommand => {
  const { command } = move
  move.command = undefined
  move.exit = ""
  if (command === undefined) throw new Error(`invariant: the segment before wait ${id} gave no command`)
  return command
}

const drop = ({ locals }: Activation, live: ReadonlySet<string>): void => {
  for (const name of Object.keys(locals)) if (!live.has(name)) delete locals[name]
}

/** Nothing runs before what it begins is settled: no helper begins, and it does not wait for less than that. */
const rests = (command: SegmentCommand): boolean =>
  isOfWorld(command) ||
  (command.kind === "join" && command.parts.every((part) => part !== undefined && isOfWorld(part)))

const isOfWorld = ({ kind }: SegmentCommand): boolean => kind === "start" || kind === "sleep" || kind === "event"

const rest = (move: Move, id: string, command: SegmentCommand): void => {
  switch (command.kind) {
    case "join":
      move.resting = joinWaiting(move, id, command)
      return
    case "gather":
      move.resting = gatherWaiting(move, id, command)
      return
    case "awaited":
      move.resting = { kind: "one", id: waitOf(move, id, command.value), since: (move.frame.seq += 1) }
      return
    case "start":
    case "sleep":
    case "event":
    case "call":
    case "chain":
    case "many":
    case "group":
    case "run":
    case "handle":
    case "use":
      move.resting = { kind: "one", id: beginCommand(move, id, command) }
  }
}

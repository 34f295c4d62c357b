import { assign } from "xstate"
import type { Activation, Frame, WaitId } from "@statewright/model"
import type { SegmentCommand } from "./command.ts"
import { isSucceeded, takeOutcome } from "./decide.ts"
import type { MachineContext, Move, Settle } from "./move.ts"
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
    entry: assign<MachineContext, Settle, undefined, Settle, never>(({ context: { move } }) => {
      drop(move.activation, live)
      rest(move, id)
      return {}
    }),
    always: {
      guard: ({ context: { move } }: { context: MachineContext }) => isSucceeded(move.frame, move.activation.waiting),
      target: done,
      actions: takeWait,
    },
  }
}

/** Takes the outcome of the wait at hand, whatever it is, into `value`. */
export const takeWait = assign<MachineContext, Settle, undefined, Settle, never>(({ context: { move } }) => {
  const { waiting } = move.activation
  if (waiting === undefined) return {}
  const outcome = takeOutcome(move.frame, waiting)
  delete move.activation.waiting
  move.value = outcome.ok ? outcome.value : outcome.error
  move.throwing = !outcome.ok
  return {}
})

const drop = ({ locals }: Activation, live: ReadonlySet<string>): void => {
  for (const name of Object.keys(locals)) if (!live.has(name)) delete locals[name]
}

const rest = (move: Move, id: string): void => {
  const { command, frame, activation, commands, now } = move
  move.command = undefined
  move.exit = ""
  if (command === undefined) throw new Error(`invariant: the segment before wait ${id} gave no command`)
  switch (command.kind) {
    case "start": {
      const wait = open(frame, id)
      activation.waiting = { kind: "one", id: wait }
      commands.push({ kind: "start-step", wait, step: command.step, input: command.input })
      return
    }
    case "sleep": {
      const wait = open(frame, id)
      activation.waiting = { kind: "one", id: wait }
      commands.push({ kind: "set-timer", wait, dueAt: now + command.millis })
      return
    }
    case "join": {
      const ids = command.starts.map(({ step, input }) => {
        const wait = open(frame, `${id}/${step}`)
        commands.push({ kind: "start-step", wait, step, input })
        return wait
      })
      activation.waiting = { kind: "join", policy: command.policy, ids }
      return
    }
    case "call": {
      const wait = open(frame, id)
      activation.waiting = { kind: "call", id: wait }
      move.command = command
      return
    }
  }
  command satisfies never
}

const open = (frame: Frame, id: string): WaitId => {
  frame.seq += 1
  const wait = `${id}#${frame.seq}`
  frame.waits.set(wait, undefined)
  return wait
}

/** The helper that the wait at hand calls, if it calls one. */
export const calledBy = (move: Move): Extract<SegmentCommand, { kind: "call" }> | undefined =>
  move.command?.kind === "call" ? move.command : undefined

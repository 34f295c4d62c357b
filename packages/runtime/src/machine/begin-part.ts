import type { Activation, WaitId, Waiting } from "@statewright/model"
import { chainWaiting, joinWaiting, waitOf } from "./begin-command.ts"
import { fillGroup } from "./begin-group.ts"
import { runIn } from "./begin-run.ts"
import { heldCallbacks } from "./callbacks.ts"
import type { PartCommand } from "./command.ts"
import { openEventWait } from "./event.ts"
import { inputOf } from "./input-of.ts"
import type { Move } from "./move.ts"
import type { Opened } from "./open-wait.ts"

type Part = Exclude<PartCommand, { readonly kind: "call" }>

/** Begins a member of a group that is no call, under its wait; what is no promise at all is kept at once. */
export const beginPart = (move: Move, opened: Opened, part: Part | undefined): void => {
  const { wait, number } = opened
  const id = wait.slice(0, wait.lastIndexOf("#"))
  switch (part?.kind) {
    case "start": {
      const { step } = part
      move.commands.push({ kind: "start-step", wait, step, input: inputOf(move, part), within: wait })
      return
    }
    case "sleep":
      move.commands.push({ kind: "set-timer", wait, dueAt: move.now + part.millis })
      return
    case "event":
      move.commands.push(openEventWait(move, wait, part))
      return
    case "run":
      return runIn(move, opened, part)
    case "group":
      fillGroup(move, opened, part, number)
      return
    case "join":
      return withStrand(move, opened, () => rest(move, opened, { waiting: joinWaiting(move, id, part) }))
    case "chain":
      return withStrand(move, opened, () => {
        const waiting = chainWaiting(move, `${id}/of`, part)
        rest(move, opened, { waiting, ...heldCallbacks(move, part.callbacks) })
      })
    case undefined:
      return rest(move, opened, { waiting: { kind: "one", id: waitOf(move, `${id}/value`, undefined) } })
  }
}

/** What begins meanwhile works for this member. */
const withStrand = (move: Move, { number, wait }: Opened, begin: () => void): void => {
  const { strand, within } = move
  move.strand = number
  move.within = wait
  begin()
  move.strand = strand
  move.within = within
}

interface Resting {
  readonly waiting: Waiting
  readonly outer?: number | undefined
  readonly locals?: Record<string, unknown>
}

/** The member is an activation without code, which passes on what it rests for. */
const rest = (
  { frame, writes, calls }: Move,
  { wait, number }: { readonly wait: WaitId; readonly number: number },
  { waiting, outer, locals = {} }: Resting,
): void => {
  const join: Activation = {
    number,
    procedure: "",
    settles: wait,
    ...(outer !== undefined && { outer }),
    strand: number,
    state: "",
    locals,
  }
  frame.activations.set(number, join)
  writes.activations.add(number)
  calls.push({ join, waiting })
}

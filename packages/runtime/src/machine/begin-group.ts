import type { Activation, WaitId } from "@statewright/model"
import { noCounts } from "@statewright/workflow"
import { beginHeld, beginMembers, openMember } from "./begin-members.ts"
import { beginPart } from "./begin-part.ts"
import { heldCall } from "./callbacks.ts"
import type { CallCommand, GroupCommand } from "./command.ts"
import type { Move } from "./move.ts"
import { openWait, type Opened } from "./open-wait.ts"

/** Begins a group: an activation without code that counts its members. */
export const beginGroup = (move: Move, id: string, command: GroupCommand): WaitId =>
  fillGroup(move, openWait(move, id), command, move.strand)

/** Begins a group whose wait is open; `strand` is the member that it works for. */
export const fillGroup = (
  move: Move,
  { wait, number }: Opened,
  command: GroupCommand,
  strand: number | undefined,
): WaitId => {
  const { spec, members, items, body, lock } = command
  const calls = body === undefined ? members : [body]
  const held = calls.every(isCall) ? calls.map((call) => heldCall(move, call)) : undefined
  const outer = innermost(calls.flatMap((call) => (call?.kind === "call" ? (heldCall(move, call).outer ?? []) : [])))
  const group: Activation = {
    number,
    procedure: "",
    settles: wait,
    ...(outer !== undefined && { outer }),
    ...(strand !== undefined && { strand }),
    state: "",
    locals: {
      spec,
      ...(items === undefined ? { ...(held !== undefined && { held }) } : { items, body: held?.[0] }),
      ...(spec.results === "frame" && { results: [] }),
      ...(lock !== undefined && { lock }),
    },
    waiting: { kind: "group", ...noCounts(spec) },
  }
  move.frame.activations.set(number, group)
  move.writes.activations.add(number)
  // What works under a lock begins once that is held.
  if (lock !== undefined) move.calls.push({ group })
  if (lock !== undefined) return wait
  if (held !== undefined) move.calls.push(...beginMembers(move, group))
  else for (const member of members) beginMember(move, group, member)
  move.calls.push({ group })
  return wait
}

/** Not every member is a call, so none has to wait for its turn. */
const beginMember = (move: Move, group: Activation, member: GroupCommand["members"][number]): void => {
  const opened = openMember(move, group)
  if (member?.kind !== "call") return beginPart(move, opened, member)
  const procedure = beginHeld(move, group, heldCall(move, member), opened)
  if (procedure !== undefined) move.calls.push(procedure)
}

const isCall = (member: GroupCommand["members"][number]): member is CallCommand => member?.kind === "call"

/** Of activations around each other the innermost was begun last. */
const innermost = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : Math.max(...numbers)

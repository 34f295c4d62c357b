import {
  type Activation,
  type GroupWaiting,
  type HeldCall,
  memberId,
  Pending,
  type StrandBegun,
  type WaitId,
} from "@statewright/model"
import { begun, mayBegin } from "@statewright/workflow"
import { childRunId } from "../ids/child-run-id.ts"
import { groupLocals } from "./group-locals.ts"
import type { BegunProcedure, Move } from "./move.ts"
import { openWait, type Opened } from "./open-wait.ts"

/** Where members begin: in the move that begins their group, or in a turn of it. */
export type Beginning = Pick<Move, "frame" | "writes" | "commands" | "now" | "runId">

/** Begins the next members of a group, as many as it allows; answers the procedures that are to be entered. */
export const beginMembers = (at: Beginning, group: Activation): readonly BegunProcedure[] => {
  const { spec } = groupLocals(group)
  const entered: BegunProcedure[] = []
  for (let waiting = countsOf(group); mayBegin(spec, waiting); waiting = countsOf(group)) {
    const call = callOf(group, waiting.next)
    const procedure = beginHeld(at, group, call, openMember(at, group))
    if (procedure !== undefined) entered.push(procedure)
  }
  if (countsOf(group).next === spec.total) forgetCalls(group)
  return entered
}

/** Opens the wait of the next member of a group, and tells of it. */
export const openMember = (at: Beginning, group: Activation): Opened => {
  const { spec } = groupLocals(group)
  const waiting = countsOf(group)
  const item = waiting.next
  const name = spec.names?.[item]
  const opened = openWait(at, memberId(waitOfGroup(group), item, name))
  const within = strandWait(at, group.strand)
  const told: StrandBegun = { kind: "strand-begun", group: waitOfGroup(group), item, wait: opened.wait }
  at.commands.push({ ...told, ...(name !== undefined && { name }), ...(within !== undefined && { within }) })
  if (spec.memberTimeout !== undefined) {
    at.commands.push({ kind: "set-deadline", wait: opened.wait, dueAt: at.now + spec.memberTimeout })
  }
  group.waiting = begun(waiting)
  at.writes.activations.add(group.number)
  return opened
}

/** Begins a member that is a call: as a procedure to be entered, or as a run of its own if its group lets losers go. */
export const beginHeld = (
  at: Beginning,
  group: Activation,
  { procedure, args, captures, outer }: HeldCall,
  { wait, number }: Opened,
): BegunProcedure | undefined => {
  if (groupLocals(group).spec.losers === "detach") {
    const within = strandWait(at, group.strand)
    at.commands.push({
      kind: "start-run",
      wait,
      runId: childRunId(runIdOf(at), wait),
      link: "child",
      entry: procedure,
      input: { args, captures },
      ...(within !== undefined && { within }),
    })
    return undefined
  }
  const activation: Activation = {
    number,
    procedure,
    settles: wait,
    ...(outer !== undefined && { outer }),
    strand: number,
    state: "",
    locals: { ...captures },
  }
  return { activation, args }
}

/** The wait of the member that something works for. */
export const strandWait = ({ frame }: Pick<Move, "frame">, strand: number | undefined): WaitId | undefined =>
  strand === undefined ? undefined : frame.activations.get(strand)?.settles

/** The run whose frame moves. */
export const runIdOf = ({ runId }: Pick<Move, "runId">): string => {
  if (runId === undefined) throw new Error("invariant: a transition that begins a run does not know its own")
  return runId
}

const callOf = (group: Activation, at: number): HeldCall => {
  const { spec, items, body, held } = groupLocals(group)
  const call = body ?? held?.[at]
  if (call === undefined) throw new Error(`invariant: ${waitOfGroup(group)} holds nothing to begin`)
  if (items !== undefined) return { ...call, args: [items[at], at] }
  return spec.word === "scope" ? { ...call, args: [new Pending(waitOfGroup(group))] } : call
}

/** Nothing is left to begin. */
const forgetCalls = ({ locals }: Activation): void => {
  for (const name of ["items", "body", "held"]) delete locals[name]
}

const countsOf = ({ waiting }: Activation): GroupWaiting => {
  if (waiting?.kind !== "group") throw new Error("invariant: a group rests in its counters")
  return waiting
}

const waitOfGroup = ({ settles = "" }: Activation): WaitId => settles

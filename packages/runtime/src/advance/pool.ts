import type { Activation, GroupWaiting, HeldCall, Outcome, Settled, WaitId } from "@statewright/model"
import { lost, poolClosed } from "@statewright/workflow"
import { beginHeld, openMember } from "../machine/begin-members.ts"
import { groupLocals } from "../machine/group-locals.ts"
import { withdraw } from "./cut.ts"
import { endActivation } from "./end-activation.ts"
import type { Moving } from "./moving.ts"
import { numberOf } from "./number-of.ts"
import { openMembers } from "./strand-tree.ts"
import { type Asked, askedOf, type Question } from "./question.ts"
import { settle } from "./turns.ts"

/** What is asked of a pool, and the wait of whoever asks. */
export type Asking =
  | {
      readonly verb: "until"
      readonly wait: WaitId
      readonly met: HeldCall | undefined
      readonly losers: Asked["losers"]
    }
  | { readonly verb: "complete"; readonly wait: WaitId }
  | { readonly verb: "cancel"; readonly wait: WaitId; readonly reason: string | undefined }

interface Pool {
  readonly group: Activation
  readonly waiting: GroupWaiting
  readonly held: HeldCall[]
}

/** Begins one more member, or holds it until there is room. Throws `PoolClosed`. */
export const addToPool = (moving: Moving, handle: WaitId, call: HeldCall): void => {
  const { group, held } = openPool(moving, handle, "add")
  held.push(call)
  moving.writes.mutated.set(held, "held")
  moving.writes.activations.add(group.number)
  beginQueued(moving, group)
}

/** Waits for a pool, or ends it. Throws `PoolClosed`. */
export const askPool = (moving: Moving, handle: WaitId, asking: Asking): void => {
  const { wait, verb } = asking
  // It is over already, which is what is asked.
  if (verb === "cancel" && isOver(moving, handle)) return settle(moving, wait, { ok: true, value: undefined })
  const { group } = openPool(moving, handle, verb)
  switch (verb) {
    case "until": {
      const { met, losers } = asking
      keepAsked(moving, group, { wait, wants: "results", losers, ...(met !== undefined && { met }) })
      return proceedPool(moving, group)
    }
    case "complete":
      keepAsked(moving, group, { wait, wants: "results", losers: "cancel" })
      return closePool(moving, group, "cancel")
    case "cancel":
      keepAsked(moving, group, { wait, wants: "nothing", losers: "cancel" })
      return closePool(moving, group, "cancel", asking.reason)
  }
}

/** Begins what there is room for; and ends the pool if somebody waits for it and it is over. */
export const proceedPool = (moving: Moving, group: Activation): void => {
  beginQueued(moving, group)
  const { waiting, held } = poolOf(group)
  if (waiting.verdict !== undefined) return waiting.open === 0 ? finish(moving, group) : undefined
  const asked = askedOf(group)
  if (asked.length === 0) return
  if (waiting.open === 0 && held.length === 0) return closePool(moving, group, "cancel")
  const done = (groupLocals(group).results ?? []).map(([, settled]) => settled)
  // The last is carried out first.
  for (const each of asked.toReversed()) askWhetherMet(moving, group, each, done)
}

/** The author's predicate has answered, or thrown: then whoever asked is told, and the pool goes on. */
export const takeVerdict = (moving: Moving, { group, asked }: Question, outcome: Outcome): void => {
  if (group.waiting?.kind !== "group" || group.waiting.verdict !== undefined) return
  if (outcome.ok) {
    if (outcome.value === true) closePool(moving, group, asked.losers)
    return
  }
  group.locals["asked"] = askedOf(group).filter((each) => each !== asked)
  moving.writes.activations.add(group.number)
  settle(moving, asked.wait, outcome)
}

const askWhetherMet = (moving: Moving, group: Activation, asked: Asked, done: readonly Settled[]): void => {
  if (asked.met === undefined) return
  const { procedure, captures, outer } = asked.met
  const number = (moving.frame.seq += 1)
  const activation: Activation = {
    number,
    procedure,
    ...(outer !== undefined && { outer }),
    state: "",
    locals: { ...captures },
  }
  moving.questions.set(activation, { group, asked })
  moving.calls.push({ kind: "procedure", activation, args: [[...done]] })
}

const beginQueued = (moving: Moving, group: Activation): void => {
  const { spec } = groupLocals(group)
  const { held } = poolOf(group)
  const begun = []
  const hasRoom = (): boolean => {
    const { waiting } = poolOf(group)
    return waiting.verdict === undefined && (spec.window === 0 || waiting.open < spec.window)
  }
  while (held.length > 0 && hasRoom()) {
    const call = held.shift()
    moving.writes.mutated.set(held, "held")
    const procedure = call && beginHeld(moving, group, call, openMember(moving, group))
    if (procedure !== undefined) begun.push(procedure)
  }
  for (const procedure of begun.toReversed()) moving.calls.push({ kind: "procedure", ...procedure })
}

/** Nothing is added or begun any more; those at work are withdrawn, or waited for. */
const closePool = (moving: Moving, group: Activation, losers: Asked["losers"], reason?: string): void => {
  const { waiting } = poolOf(group)
  group.waiting = { ...waiting, verdict: "met" }
  moving.writes.activations.add(group.number)
  if (losers === "await" && waiting.open > 0) return
  const open = waiting.open === 0 ? [] : openMembers(moving.frame, group.number)
  const why = reason === undefined ? lost : { reason }
  if (open.length > 0) withdraw(moving, open, why)
  finish(moving, group)
}

/** Whoever waits for the pool goes on with what its members came to, in the order in which they were added. */
const finish = (moving: Moving, group: Activation): void => {
  const { waiting, held } = poolOf(group)
  const settled: Settled[] = Array.from({ length: waiting.next + held.length }, () => ({ status: "cancelled" }))
  for (const [at, result] of groupLocals(group).results ?? []) settled[at] = result
  const asked = askedOf(group)
  endActivation(moving, group, { ok: true, value: undefined })
  for (const { wait, wants } of asked) {
    settle(moving, wait, { ok: true, value: wants === "results" ? settled : undefined })
  }
}

const isOver = ({ frame }: Moving, handle: WaitId): boolean => {
  const { settles, waiting } = frame.activations.get(numberOf(handle)) ?? {}
  if (settles !== handle || waiting?.kind !== "group") return true
  return waiting.verdict !== undefined || waiting.struck !== undefined
}

const openPool = (moving: Moving, handle: WaitId, verb: string): Pool => {
  const group = moving.frame.activations.get(numberOf(handle))
  if (group === undefined || isOver(moving, handle)) throw poolClosed(verb)
  return { group, ...poolOf(group) }
}

const poolOf = (group: Activation): { readonly waiting: GroupWaiting; readonly held: HeldCall[] } => {
  const { held } = groupLocals(group)
  if (group.waiting?.kind !== "group" || held === undefined) throw new Error("invariant: a pool rests in its counters")
  return { waiting: group.waiting, held: held as HeldCall[] } // `beginHandle` alone makes it
}

const keepAsked = (moving: Moving, group: Activation, asked: Asked): void => {
  group.locals["asked"] = [...askedOf(group), asked]
  moving.writes.activations.add(group.number)
}

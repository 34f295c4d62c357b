import {
  type Activation,
  type JoinWaiting,
  type Member,
  memberOf,
  type OneWaiting,
  type Outcome,
  type WaitId,
  type Waiting,
} from "@statewright/model"
import { decide, decideEmpty } from "../machine/decide.ts"
import { struckBy } from "./cancelled-of.ts"
import { idsOf } from "./ids-of.ts"
import type { Moving, Turn } from "./moving.ts"

/** Stores an outcome under its wait, and gives a turn to whoever waits for it, the longest waiting first. */
export const settle = (moving: Moving, wait: WaitId, outcome: Outcome): void => {
  const { frame, writes } = moving
  // A join that was decided without this one has closed its wait.
  if (!frame.waits.has(wait)) return
  const member = memberOf(wait)
  if (member !== undefined) return takeMember(moving, member, wait, outcome)
  const waiters = [...frame.activations.values()].filter(({ waiting }) => isFor(waiting, wait))
  frame.waits.set(wait, outcome)
  writes.waits.add(wait)
  for (const activation of waiters.toSorted((a, b) => sinceOf(a) - sinceOf(b))) take(moving, activation, wait)
}

/** What a member of a group comes to concerns its group alone. */
const takeMember = ({ frame, writes, turns }: Moving, { group }: Member, wait: WaitId, outcome: Outcome): void => {
  // It was too late, and has ended now.
  if (frame.waits.get(wait) !== undefined) return
  frame.waits.set(wait, outcome)
  writes.waits.add(wait)
  const activation = frame.activations.get(group)
  if (activation === undefined) throw new Error(`invariant: ${wait} is open, and its group has ended`)
  turns.push({ kind: "member", activation, wait })
}

/** Gives turns to an activation that has begun to wait for what is settled already. */
export const subscribe = (moving: Moving, activation: Activation): void => {
  const { waiting } = activation
  if (waiting === undefined) return
  const { waits } = moving.frame
  if (!isPlain(waiting)) return
  if (waiting.kind === "one") {
    if (waits.get(waiting.id) !== undefined) take(moving, activation, waiting.id)
    return
  }
  if (waiting.ids.length === 0) {
    const outcome = decideEmpty(moving.frame, waiting)
    if (outcome !== undefined) moving.turns.push(resuming(moving, activation, outcome))
  }
  for (const wait of waiting.ids) if (waits.get(wait) !== undefined) take(moving, activation, wait)
}

/** Lets happen what is to happen, in order, until nothing is left or the run has ended. */
export const takeTurns = (moving: Moving, resume: Resume, { takeCalls, takeGroup }: Takers): void => {
  takeCalls(moving)
  // An array gives what is added while it is walked.
  for (const turn of moving.turns) {
    if (moving.ended) return
    if (turn.kind === "resume") resume(moving, turn.activation, turn.outcome)
    else if (turn.kind === "notice") notice(moving, turn, resume)
    else if (turn.kind === "follow") follow(moving, turn)
    else takeGroup(moving, turn)
    takeCalls(moving)
  }
}

/** Who carries out calls, and moves groups. */
interface Takers {
  readonly takeCalls: (moving: Moving) => void
  readonly takeGroup: (moving: Moving, turn: GroupTurn) => void
}

/** A turn of a group. */
export type GroupTurn = Extract<Turn, { kind: "member" | "collected" | "group" }>

/** From now on an activation that returned a promise ends as that does: ECMA-262, 27.2.2.2. */
const follow = (moving: Moving, { activation, wait }: Follow): void => {
  activation.state = ""
  activation.waiting = { kind: "one", id: wait, since: (moving.frame.seq += 1) }
  subscribe(moving, activation)
}

type Follow = Extract<Turn, { kind: "follow" }>

type Notice = Extract<Turn, { kind: "notice" }>

/** Moves an activation on from where it rests. */
type Resume = (moving: Moving, activation: Activation, outcome: Outcome) => void

/** How many turns are to come in which a join takes notice of what is settled: it is not decided by what it does not know yet. */
const unnoticed = new WeakMap<readonly WaitId[], number>()

const countUnnoticed = ({ ids }: JoinWaiting, by: 1 | -1): number => {
  const count = (unnoticed.get(ids) ?? 0) + by
  unnoticed.set(ids, count)
  return count
}

const take = (moving: Moving, activation: Activation, wait: WaitId): void => {
  const { waiting } = activation
  if (waiting?.kind === "join") {
    countUnnoticed(waiting, 1)
    moving.turns.push({ kind: "notice", activation, wait })
    return
  }
  if (waiting?.kind === "group") return void moving.turns.push({ kind: "collected", activation, wait })
  const outcome = moving.frame.waits.get(wait)
  if (waiting?.kind !== "one" || outcome === undefined) return
  giveAway(moving, waiting)
  moving.turns.push(resuming(moving, activation, outcome))
}

/** The turn in which an activation is told what it waited for, or that its run was cancelled meanwhile. */
const resuming = ({ frame }: Moving, activation: Activation, outcome: Outcome): Turn => {
  const { waiting } = activation
  const why = isPlain(waiting) ? waiting.struck : undefined
  return { kind: "resume", activation, outcome: why === undefined ? outcome : struckBy(frame, why) }
}

/** Gives an activation its turn, whatever it rests for. */
export const tell = (moving: Moving, activation: Activation, outcome: Outcome): void => {
  const { waiting } = activation
  if (!isPlain(waiting)) return
  giveAway(moving, waiting)
  delete activation.waiting
  moving.turns.push({ kind: "resume", activation, outcome })
}

const notice = (moving: Moving, { activation, wait }: Notice, resume: Resume): void => {
  let { waiting } = activation
  // It may be decided, and the activation gone on.
  if (waiting?.kind !== "join" || !waiting.ids.includes(wait)) return
  const { frame, writes } = moving
  const isLast = countUnnoticed(waiting, -1) === 0
  if (waiting.policy === "parallel" && waiting.failed === undefined && frame.waits.get(wait)?.ok === false) {
    activation.waiting = waiting = { ...waiting, failed: wait }
    writes.activations.add(activation.number)
  }
  const outcome = decide(frame, waiting, { wait, isLast })
  if (outcome === undefined) return
  giveAway(moving, waiting)
  const turn = resuming(moving, activation, outcome)
  delete activation.waiting
  // A join that stands for itself settles its promise at once; the function around an `await` goes on a turn later.
  if (activation.state === "") return resume(moving, activation, outcome)
  moving.turns.push(turn)
}

/**
 * Closes the waits that nobody else can wait for: what comes for them later is dropped. Outcomes that are kept for
 * others may change in the hands of whoever is given them.
 */
const giveAway = ({ frame, writes, dropped, released }: Moving, waiting: PlainWaiting): void => {
  for (const id of idsOf(waiting)) {
    const outcome = frame.waits.get(id)
    if (outcome === undefined && frame.waits.has(id)) (waiting.since === undefined ? dropped : released).push(id)
    if (waiting.since === undefined) {
      frame.waits.delete(id)
      writes.waits.add(id)
    } else if (outcome !== undefined) {
      const value = outcome.ok ? outcome.value : outcome.error
      if (typeof value === "object" && value !== null) writes.mutated.set(value, `the outcome of ${id}`)
    }
  }
}

const isFor = (waiting: Waiting | undefined, wait: WaitId): boolean => {
  switch (waiting?.kind) {
    case undefined:
    case "lock":
    case "barrier":
      return false
    case "one":
      return waiting.id === wait
    case "join":
      return waiting.ids.includes(wait)
    case "group":
      return waiting.collecting === wait
  }
}

const sinceOf = ({ waiting }: Activation): number => (isPlain(waiting) ? (waiting.since ?? 0) : 0)

/** What code rests for, and a join that stands for itself. */
type PlainWaiting = OneWaiting | JoinWaiting

const isPlain = (waiting: Waiting | undefined): waiting is PlainWaiting =>
  waiting?.kind === "one" || waiting?.kind === "join"

import type { Activation, Outcome, WaitId, Waiting } from "@statewright/model"
import { decide, decideEmpty } from "../machine/decide.ts"
import type { Moving } from "./moving.ts"

/** Stores an outcome under its wait, and gives a turn to whoever waits for it, the longest waiting first. */
export const settle = (moving: Moving, wait: WaitId, outcome: Outcome): void => {
  const { frame, writes } = moving
  // A join that was decided without this one has closed its wait.
  if (!frame.waits.has(wait)) return
  const waiters = [...frame.activations.values()].filter(({ waiting }) => isFor(waiting, wait))
  frame.waits.set(wait, outcome)
  writes.waits.add(wait)
  for (const activation of waiters.toSorted((a, b) => sinceOf(a) - sinceOf(b))) take(moving, activation, wait)
}

/** Gives turns to an activation that has begun to wait for what is settled already. */
export const subscribe = (moving: Moving, activation: Activation): void => {
  const { waiting } = activation
  if (waiting === undefined) return
  const { waits } = moving.frame
  if (waiting.kind === "one") {
    if (waits.get(waiting.id) !== undefined) take(moving, activation, waiting.id)
    return
  }
  if (waiting.ids.length === 0) {
    const outcome = decideEmpty(moving.frame, waiting)
    if (outcome !== undefined) moving.turns.push({ kind: "resume", activation, outcome })
  }
  for (const wait of waiting.ids) if (waits.get(wait) !== undefined) take(moving, activation, wait)
}

/** Lets happen what is to happen, in order, until nothing is left or the run has ended. */
export const takeTurns = (moving: Moving, resume: Resume, takeCalls: (moving: Moving) => void): void => {
  takeCalls(moving)
  // An array gives what is added while it is walked.
  for (const turn of moving.turns) {
    if (moving.ended) return
    if (turn.kind === "resume") resume(moving, turn.activation, turn.outcome)
    else notice(moving, turn.activation, turn.wait)
    takeCalls(moving)
  }
}

/** Moves an activation on from where it rests. */
type Resume = (moving: Moving, activation: Activation, outcome: Outcome) => void

const take = (moving: Moving, activation: Activation, wait: WaitId): void => {
  const { waiting } = activation
  if (waiting?.kind === "join") return void moving.turns.push({ kind: "notice", activation, wait })
  const outcome = moving.frame.waits.get(wait)
  if (waiting === undefined || outcome === undefined) return
  giveAway(moving, waiting)
  moving.turns.push({ kind: "resume", activation, outcome })
}

const notice = (moving: Moving, activation: Activation, wait: WaitId): void => {
  let { waiting } = activation
  // It may be decided, and the activation gone on.
  if (waiting?.kind !== "join" || !waiting.ids.includes(wait)) return
  const { frame, writes } = moving
  if (waiting.policy === "parallel" && waiting.failed === undefined && frame.waits.get(wait)?.ok === false) {
    activation.waiting = waiting = { ...waiting, failed: wait }
    writes.activations.add(activation.number)
  }
  const outcome = decide(frame, waiting, wait)
  if (outcome === undefined) return
  giveAway(moving, waiting)
  delete activation.waiting
  moving.turns.push({ kind: "resume", activation, outcome })
}

/**
 * Closes the waits that nobody else can wait for: what comes for them later is dropped. Outcomes that are kept for
 * others may change in the hands of whoever is given them.
 */
const giveAway = ({ frame, writes }: Moving, waiting: Waiting): void => {
  for (const id of waiting.kind === "one" ? [waiting.id] : waiting.ids) {
    const outcome = frame.waits.get(id)
    if (waiting.since === undefined) {
      frame.waits.delete(id)
      writes.waits.add(id)
    } else if (outcome !== undefined) {
      const value = outcome.ok ? outcome.value : outcome.error
      if (typeof value === "object" && value !== null) writes.mutated.set(value, `the outcome of ${id}`)
    }
  }
}

const isFor = (waiting: Waiting | undefined, wait: WaitId): boolean =>
  waiting?.kind === "join" ? waiting.ids.includes(wait) : waiting?.id === wait

const sinceOf = ({ waiting }: Activation): number => waiting?.since ?? 0

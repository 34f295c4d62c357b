import type { Activation, Outcome } from "@statewright/model"
import { cancelledOf } from "./cancelled-of.ts"
import { endActivation } from "./end-activation.ts"
import { releaseLock } from "./lock.ts"
import type { Moving } from "./moving.ts"
import { askedOf } from "./question.ts"
import { settle } from "./turns.ts"

/** Ends a group; who waited for its lock is next, and who waits for a pool that was cut is told. */
export const endGroup = (moving: Moving, group: Activation, outcome: Outcome): void => {
  handOn(moving, group)
  const asked = askedOf(group)
  endActivation(moving, group, outcome)
  for (const { wait } of asked) settle(moving, wait, outcome.ok ? cancelledOf({}) : outcome)
}

/** Gives up the lock that a group works under: who waited longest for it is next. */
export const handOn = (moving: Moving, group: Activation): void => {
  const next = releaseLock(moving, group)
  if (next === undefined) return
  next.locals["holds"] = true
  moving.turns.push({ kind: "group", activation: next })
}

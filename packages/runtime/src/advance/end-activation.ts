import type { Activation, Cancellation, Command, Outcome } from "@statewright/model"
import { cancelledOf } from "./cancelled-of.ts"
import type { Moving } from "./moving.ts"
import { settle } from "./turns.ts"

/** Ends an activation: its outcome settles the wait of its call, or ends the run. */
export const endActivation = (moving: Moving, activation: Activation, outcome: Outcome): void => {
  const { frame, writes } = moving
  writes.activations.add(activation.number)
  if (activation.settles === undefined && frame.cancelled === undefined) {
    return endRun(
      moving,
      outcome.ok ? { kind: "complete", output: outcome.value } : { kind: "fail", error: outcome.error },
    )
  }
  remove(moving, activation)
  if (activation.settles !== undefined) settle(moving, activation.settles, outcome)
}

/** Ends the run, and all that is at work in it. */
export const endRun = (moving: Moving, command: Command): void => {
  const { frame, writes, commands } = moving
  moving.ended = true
  for (const number of frame.activations.keys()) writes.activations.add(number)
  frame.activations.clear()
  commands.push(command)
}

/** How a cancelled run ends, whatever its body returned or threw. */
export const cancelledEnd = (why: Cancellation): Command => ({ kind: "cancelled", error: cancelledOf(why).error })

/** A cancelled run ends when its body has, and whatever else still cleans up. */
export const endCleanedUp = (moving: Moving): void => {
  const { cancelled, activations } = moving.frame
  if (cancelled === undefined || moving.ended) return
  if ([...activations.values()].every(({ state }) => state === "")) endRun(moving, cancelledEnd(cancelled))
}

/** An activation that has ended stays while others share its variables. */
export const remove = (moving: Moving, activation: Activation): void => {
  const { activations } = moving.frame
  for (const { outer } of activations.values()) if (outer === activation.number) return
  activations.delete(activation.number)
  moving.writes.activations.add(activation.number)
  const around = activation.outer === undefined ? undefined : activations.get(activation.outer)
  if (around !== undefined && around.state === "" && around.waiting === undefined) remove(moving, around)
}

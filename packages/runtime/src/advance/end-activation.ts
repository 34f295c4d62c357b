import type { Activation, Outcome } from "@statewright/model"
import type { Moving } from "./moving.ts"
import { settle } from "./turns.ts"

/** Ends an activation: its outcome settles the wait of its call, or ends the run. */
export const endActivation = (moving: Moving, activation: Activation, outcome: Outcome): void => {
  moving.writes.activations.add(activation.number)
  if (activation.settles === undefined) return endRun(moving, outcome)
  remove(moving, activation)
  settle(moving, activation.settles, outcome)
}

/** Ends the run, and all that is at work in it. */
export const endRun = (moving: Moving, outcome: Outcome): void => {
  moving.ended = true
  for (const number of moving.frame.activations.keys()) moving.writes.activations.add(number)
  moving.frame.activations.clear()
  moving.commands.push(
    outcome.ok ? { kind: "complete", output: outcome.value } : { kind: "fail", error: outcome.error },
  )
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

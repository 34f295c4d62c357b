import type { Activation, Cancellation, Command, Frame, HeldCall, Outcome } from "@statewright/model"
import { cancelledOf } from "./cancelled-of.ts"
import type { Moving } from "./moving.ts"
import { rowOf } from "./row-of.ts"
import { hasClosing, isClosing, leaveBehind } from "./strand-tree.ts"
import { settle } from "./turns.ts"

/** Ends an activation: its outcome settles the wait of its call, or ends the run. */
export const endActivation = (moving: Moving, activation: Activation, outcome: Outcome): void => {
  const { frame, writes } = moving
  writes.activations.add(activation.number)
  if (activation.settles === undefined && frame.cancelled === undefined) {
    // What was cut may clean up before the run is over: what was cut just now is to be told first.
    if (moving.cut.size > 0 || hasClosing(frame)) return void (activation.locals[ended] = { outcome })
    return endRun(moving, bodyEnd(outcome))
  }
  remove(moving, activation)
  if (activation.settles !== undefined) settle(moving, activation.settles, outcome)
}

/** The local of a body that has ended while something that was cut cleans up: its outcome. */
const ended = "$ended"

const endOf = (body: Activation | undefined): Outcome | undefined => {
  const kept = body?.state === "" ? body.locals[ended] : undefined
  return (kept as { readonly outcome: Outcome } | undefined)?.outcome // nothing else is ever put there
}

const bodyEnd = (outcome: Outcome): Command =>
  outcome.ok ? { kind: "complete", output: outcome.value } : { kind: "fail", error: outcome.error }

/** Ends the run, and all that is at work in it. */
export const endRun = (moving: Moving, command: Command): void => {
  const { frame, writes, commands } = moving
  moving.ended = true
  for (const number of frame.activations.keys()) writes.activations.add(number)
  frame.activations.clear()
  commands.push(command)
}

/** How a cancelled run ends, whatever its body returned or threw. */
const cancelledEnd = (why: Cancellation): Command => ({ kind: "cancelled", error: cancelledOf(why).error })

/** A run that is only cleaned up is over when that has ended: one that was cancelled, or whose body has ended. */
export const endCleanedUp = (moving: Moving): void => {
  const { cancelled, activations } = moving.frame
  if (moving.ended) return
  if (cancelled !== undefined) {
    if ([...activations.values()].every(({ state }) => state === "")) endRun(moving, cancelledEnd(cancelled))
    return
  }
  const outcome = endOf(activations.get(0))
  if (outcome !== undefined && !hasClosing(moving.frame)) endRun(moving, bodyEnd(outcome))
}

/** How a run ends that nothing can move any more, but whose end is known. */
export const knownEnd = ({ cancelled, activations }: Frame): Command | undefined => {
  if (cancelled !== undefined) return cancelledEnd(cancelled)
  const outcome = endOf(activations.get(0))
  return outcome && bodyEnd(outcome)
}

/** An activation that has ended stays while others share its variables, and a member while others work for it. */
export const remove = (moving: Moving, activation: Activation): void => {
  const { frame, writes, commands } = moving
  const { activations } = frame
  const { number, settles, strand } = activation
  for (const each of activations.values()) {
    if (each.outer === number || holdsFor(each, number)) return
    if (each.strand === number && each !== activation) return leaveBehind(frame, activation)
  }
  if (endOf(activation) !== undefined) return
  if (strand === number && settles !== undefined && isClosing(frame, activation)) {
    commands.push({ kind: "strand-ended", ...rowOf(settles), wait: settles, status: "cancelled" })
  }
  activations.delete(number)
  writes.activations.add(number)
  for (const around of new Set([activation.outer, strand])) {
    const left = around === undefined ? undefined : activations.get(around)
    if (left !== undefined && left.state === "" && left.waiting === undefined) remove(moving, left)
  }
}

/** Whether a pool will begin something that shares the variables of an activation. */
const holdsFor = ({ waiting, locals }: Activation, number: number): boolean => {
  const held = waiting?.kind === "group" ? locals["held"] : undefined
  return ((held ?? []) as readonly HeldCall[]).some(({ outer }) => outer === number) // groups alone have it
}

import type { Activation, Command, Frame, WaitId } from "@statewright/model"
import { strike } from "./cut.ts"
import type { Moving } from "./moving.ts"
import { partOf } from "./part-waits.ts"
import { worksFor } from "./strand-tree.ts"
import { subscribe } from "./turns.ts"

/**
 * Code that has cancelled the scope around itself comes to rest, or ends: it is told so, or what it has called since, and
 * what that has just begun is taken back. Where what it rests for is there already, it goes on to its next wait.
 */
export const doom = (moving: Moving, activation: Activation): void => {
  const doomed = moving.doomed.get(activation)
  if (doomed === undefined || isSettled(moving.frame, activation)) return subscribe(moving, activation)
  moving.doomed.delete(activation)
  const isBegun = beginsSince(moving.frame, activation, doomed.since)
  // Its next wait may be inside of what it has called: it hears of that as of any error.
  const called = partOf(moving.frame, (each) => each.waiting !== undefined && isBegun(each))
  strike(moving, called.size > 0 ? called : new Set([activation]), doomed.why)
  subscribe(moving, activation)
  const abandoned = new Set(moving.commands.flatMap((each) => (each.kind === "abandon" ? [each.wait] : [])))
  const begun = new Set(
    moving.commands.flatMap((each) => {
      const wait = begins(each)
      return wait !== undefined && abandoned.has(wait) ? [wait] : []
    }),
  )
  const kept = moving.commands.filter((each) => !("wait" in each) || each.wait === undefined || !begun.has(each.wait))
  moving.commands.splice(0, moving.commands.length, ...kept)
}

/** A helper that has cancelled the scope around itself ends without a wait: whoever called it is told in its place. */
export const handOnDoom = (moving: Moving, helper: Activation): void => {
  const doomed = moving.doomed.get(helper)
  if (doomed === undefined) return
  const called = moving.calls.findLast((task) => task.kind === "rest")?.move.activation
  const caller = called ?? [...moving.frame.activations.values()].find((each) => waitsFor(each, helper))
  if (caller === undefined || caller.strand !== helper.strand) return doom(moving, helper)
  moving.doomed.delete(helper)
  moving.doomed.set(caller, doomed)
}

/** Whether somebody rests for the end of a helper who has not been told yet. */
const waitsFor = ({ waiting }: Activation, { settles }: Activation): boolean =>
  waiting?.kind === "one" && waiting.id === settles && waiting.struck === undefined

const isSettled = ({ waits }: Frame, { waiting }: Activation): boolean =>
  waiting?.kind === "one" && waits.get(waiting.id) !== undefined

/** Whether code is to be told that it has cancelled the scope around itself, or was called by code that is. */
export const isDoomed = ({ frame, doomed }: Moving, activation: Activation): boolean =>
  [...doomed].some(([by, { since }]) => by === activation || beginsSince(frame, by, since)(activation))

/** Tells what works for the same member as an activation, and was begun after a number. */
const beginsSince = (frame: Frame, by: Activation, since: number): ((activation: Activation) => boolean) => {
  const member = frame.activations.get(by.strand ?? -1)
  const isInside = member === undefined ? () => false : worksFor(frame, member)
  return (activation) => activation.number > since && isInside(activation)
}

/** The wait that a command sets in motion. */
const begins = (command: Command): WaitId | undefined => {
  switch (command.kind) {
    case "start-step":
    case "set-timer":
    case "open-wait":
    case "start-run":
      return command.wait
    default:
      return undefined
  }
}

import type { Activation, Cancellation, Command, WaitId } from "@statewright/model"
import { strike } from "./cut.ts"
import type { Moving } from "./moving.ts"
import { subscribe } from "./turns.ts"

/** Code that has cancelled the scope around itself comes to rest: it is told so, and what it has just begun is taken back. */
export const doom = (moving: Moving, activation: Activation, why: Cancellation): void => {
  strike(moving, new Set([activation]), why)
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

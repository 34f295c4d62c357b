import { assign } from "xstate"
import type { MachineContext, Settle } from "./move.ts"

/** The one handler of outcomes: stores it under its wait; the state that rests for it goes on by itself. */
export const settleWait = assign<MachineContext, Settle, undefined, Settle, never>(({ context, event }) => {
  const { frame, activation } = context.move
  frame.waits.set(event.wait, event.outcome)
  const { waiting } = activation
  if (
    !event.outcome.ok &&
    waiting?.kind === "join" &&
    waiting.failed === undefined &&
    waiting.ids.includes(event.wait)
  ) {
    activation.waiting = { ...waiting, failed: event.wait }
  }
  return {}
})

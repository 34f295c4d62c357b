import { Pending } from "@statewright/model"
import { act } from "./act.ts"
import { askedUse } from "./asked-use.ts"
import { beginCommand } from "./begin-command.ts"
import type { SegmentCommand, UseCommand } from "./command.ts"
import type { MachineContext } from "./move.ts"
import type { StateNode } from "./state-node.ts"
import { takeCommand, takeOutcome } from "./wait.ts"

/** Where a state leads that only begins something. */
export interface StartedSpec {
  readonly next: string
}

/**
 * A point at which something is begun and not awaited: the next segment is given its promise. A helper that is called
 * here runs to its own first wait before that.
 *
 * @example
 * reserve: started("reserve", { next: "afterReserve" })
 */
export const started = (id: string, { next }: StartedSpec): StateNode => ({
  entry: act((move) => {
    const command = takeCommand(move, id)
    const begin = (part: typeof command): Pending => new Pending(beginCommand(move, id, part))
    if (isDoneAtOnce(command)) {
      move.calls.push(askedUse(move, command))
      move.outcome = { ok: true, value: undefined }
      return
    }
    const value = command.kind === "many" ? command.parts.map(begin) : begin(command)
    move.outcome = { ok: true, value }
  }),
  always: {
    guard: ({ context: { move } }: { context: MachineContext }) => move.calls.length === 0 && move.outcome?.ok === true,
    target: next,
    actions: takeOutcome,
  },
})

/** What gives no promise. */
const isDoneAtOnce = (command: SegmentCommand): command is UseCommand =>
  command.kind === "use" && (command.verb === "add" || command.verb === "stop")

import { type Activation, Pending } from "@statewright/model"
import { noCounts } from "@statewright/workflow"
import type { HandleCommand } from "./command.ts"
import type { Move } from "./move.ts"
import { openWait } from "./open-wait.ts"

/** Makes a pool or a barrier: an activation without code, known by the wait that its end would settle. */
export const beginHandle = (move: Move, id: string, command: HandleCommand): Pending => {
  const { frame, writes, strand } = move
  const { wait, number } = openWait(move, id)
  const activation: Activation = {
    number,
    procedure: "",
    settles: wait,
    ...(strand !== undefined && { strand }),
    state: "",
    ...restOf(command),
  }
  frame.activations.set(number, activation)
  writes.activations.add(number)
  return new Pending(wait)
}

const restOf = (command: HandleCommand): Pick<Activation, "locals" | "waiting"> => {
  switch (command.of) {
    case "pool": {
      const { spec } = command
      return { locals: { spec, held: [], results: [] }, waiting: { kind: "group", ...noCounts(spec) } }
    }
    case "barrier":
      return { locals: {}, waiting: { kind: "barrier", size: command.size, came: [] } }
  }
}

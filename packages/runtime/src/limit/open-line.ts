import type { LimitRows } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import type { Gate } from "./gate.ts"
import { rejoin } from "./rejoin.ts"

/** Lets all that the last leader left in line stand there again, in its order. */
export const openLine = (gate: Gate, programs: Programs, { line }: LimitRows, now: number): void => {
  const inOrder = line.toSorted((one, other) => other.priority - one.priority || one.place - other.place)
  for (const standing of inOrder) {
    const program = programs.exact(standing.workflow, standing.version)
    // A run whose program is not here is parked, and its calls with it.
    if (program === undefined) continue
    rejoin(gate, program, standing, now)
    gate.stored(standing.runId, standing)
  }
}

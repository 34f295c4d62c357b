import type { LimitRows } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import type { Gate } from "./gate.ts"
import { readLane } from "./lane.ts"
import { rejoin } from "./rejoin.ts"
import { isTheRun } from "./the-run.ts"

/** Lets all that the last leader left in line stand there again, in its order. */
export const openLine = (gate: Gate, programs: Programs, { line }: LimitRows, now: number): void => {
  const inOrder = line.toSorted((one, other) => other.priority - one.priority || one.place - other.place)
  for (const standing of inOrder) {
    const { runId, workflow, version } = standing
    // A run that stands in line begins with the program that is here then.
    const program = programs.exact(workflow, version) ?? (isTheRun(standing) ? programs.latest(workflow) : undefined)
    // Another one whose program is not here is parked, and its calls with it.
    if (program === undefined) continue
    rejoin(gate, program, standing, now)
    gate.stored(runId, standing)
  }
}

/** The runs that were at work when the last leader ended hold what they held. */
export const holdAgain = (gate: Gate, programs: Programs, { admissions }: LimitRows): void => {
  for (const { runId, workflow, version, lane } of admissions) {
    const program = programs.exact(workflow, version)
    if (program === undefined || lane === null) continue
    const { rate: _, ...slot } = readLane(lane)
    gate.seize(runId, slot, program.workflow.definition)
  }
}

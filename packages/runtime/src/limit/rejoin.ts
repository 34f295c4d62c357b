import type { Program } from "../machine/program.ts"
import type { Gate, Standing } from "./gate.ts"
import { type Limited, readLane } from "./lane.ts"

/** Lets a call or a run that stood in line before stand there again, at its place; answers what takes it back. */
export const rejoin = (gate: Gate, { steps, workflow }: Program, standing: Standing, now: number): (() => void) => {
  const lane = readLane(standing.lane)
  const limited: Limited | undefined = lane.of === "run" ? workflow.definition : steps[lane.name]?.definition
  return gate.join(standing, { lane, limited: limited ?? { name: lane.name } }, now)
}

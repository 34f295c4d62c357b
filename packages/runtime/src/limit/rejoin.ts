import type { Program } from "../machine/program.ts"
import type { Gate, Standing } from "./gate.ts"
import { type Limited, readLane } from "./lane.ts"

/** Lets a call that stood in line before stand there again, at its place. */
export const rejoin = (gate: Gate, { steps }: Program, standing: Standing, now: number): void => {
  const lane = readLane(standing.lane)
  const limited: Limited = steps[lane.name]?.definition ?? { name: lane.name }
  gate.join(standing, { lane, limited }, now)
}

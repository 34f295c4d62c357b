import { durationMillis, InvalidDuration } from "@statewright/workflow"
import type { Duration } from "@statewright/workflow"
import type { Registry } from "../machine/program.ts"

/** The same programs, with a limit for their guarded segments. */
export const withSegmentTimeout = (programs: Registry, timeout: Duration | undefined): Registry => {
  if (timeout === undefined) return programs
  const segmentTimeout = durationMillis(timeout)
  if (segmentTimeout === 0) throw new InvalidDuration(timeout)
  return Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, { ...program, segmentTimeout }]))
}

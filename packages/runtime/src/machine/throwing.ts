import type { MachineContext } from "./move.ts"

/** Whether an error looks for a region that catches it: thrown by a segment, or the outcome of the wait at hand. */
export const throwing = ({ context: { move } }: { context: MachineContext }): boolean =>
  move.throwing || move.outcome?.ok === false

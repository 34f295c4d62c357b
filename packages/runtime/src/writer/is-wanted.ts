import type { Frame, WaitId } from "@statewright/model"

/** Whether what comes of a call is still asked for: a cancelled run has told those who waited, and tries nothing again. */
export const isWanted = ({ cancelled, waits }: Frame, wait: WaitId): boolean =>
  cancelled === undefined || (waits.has(wait) && waits.get(wait) === undefined)

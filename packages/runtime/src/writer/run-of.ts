import type { Work } from "./work.ts"

/** The run that a work is to move; `undefined` where there is none, and of events, which go to whoever waits for them. */
export const runOf = (work: Work): string | undefined => {
  if (work.kind === "timer") return work.timer.runId
  return "runId" in work ? work.runId : undefined
}

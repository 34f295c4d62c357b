import type { StepRow } from "@statewright/store"
import type { Launch } from "../../writer/prepared.ts"

/** A call of which a cached answer was looked for, to be done again: nothing, for any other. */
export const lookOf = (
  { runId, frame, waitId, name, status, attempt, token, input, within }: StepRow,
  run: Pick<Launch, "tenant" | "program">,
): readonly Launch[] =>
  status === "running" && attempt === 0 && token !== null
    ? [{ runId, ...run, frame, waitId, name, attempt, token, input, within }]
    : []

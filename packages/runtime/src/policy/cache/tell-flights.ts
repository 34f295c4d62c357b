import type { StepWrite, Transition } from "@statewright/store"
import { endOf, type Prepared } from "../../writer/prepared.ts"
import type { Caching } from "./caching.ts"

/** What is stored of calls is told to those who wait for the same. */
export const tellFlights = ({ flights, put }: Caching, { transition, abandoned = [], puts = [] }: Prepared): void => {
  const { runId } = transition
  for (const each of puts) put(each)
  for (const write of transition.steps ?? []) tell(flights, transition, write)
  for (const call of abandoned) flights.left(runId, call)
  const end = endOf(transition)
  if (end !== undefined && end.status !== "running") flights.left(runId)
}

const tell = (flights: Caching["flights"], { runId, at }: Transition, write: StepWrite): void => {
  const { frame, waitId } = write
  const call = { runId, frame, waitId }
  switch (write.kind) {
    case "complete":
      return flights.landed(call, { kind: "answer", text: write.output, at })
    case "fail":
    case "expire":
      // What only this run ran out of, another may have.
      if (write.endedBy === "budget" || write.endedBy === "deadline") return flights.left(runId, call)
      return flights.landed(call, { kind: "error", error: write.error, at })
    case "withdraw":
      return flights.left(runId, call)
    case "retry":
    case "queue":
    case "reopen":
    case "claim":
  }
}

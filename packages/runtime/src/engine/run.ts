import type { Run, RunOutcome } from "../client/run.ts"
import { RunParked } from "../error/run-parked.ts"
import { readStored } from "../history/read-stored.ts"
import type { Ends, RunEnd } from "./ends.ts"
import type { Runs } from "./runs.ts"

/** A handle on a stored run. `Output` and `Failure` are what its workflow declares. */
export const runHandle = <Output, Failure>(id: string, ends: Ends, runs: Runs): Run<Output, Failure> => {
  const outcome = async (): Promise<RunOutcome<Output, Failure>> => outcomeOf(id, await ends.wait(id))
  return {
    id,
    outcome,
    info: () => runs.get(id),
    cancel: (options) => runs.cancel(id, options),
    result: async () => {
      const end = await outcome()
      if (end.status === "completed") return end.output
      throw end.error
    },
  }
}

// The workflow's schemas accepted the output before it was stored; `Failure` is what it declares.
const outcomeOf = <Output, Failure>(id: string, end: RunEnd): RunOutcome<Output, Failure> => {
  switch (end.status) {
    case "completed":
      return { status: "completed", output: readStored(end.output ?? "", `the output of run ${id}`) as Output } // see above
    case "failed":
      return { status: "failed", error: readStored(end.error ?? "", `the error of run ${id}`) as Failure } // see above
    case "cancelled":
      return { status: "cancelled", error: readStored(end.error ?? "", `the error of run ${id}`) }
    case "parked":
      throw new RunParked(id, end.parkedReason ?? "")
    case "queued":
    case "running":
      throw new Error(`invariant: run ${id} was reported as ended while it runs`)
  }
}

import type { RunRow } from "@statewright/store"
import type { Run, RunOutcome } from "../client/run.ts"
import { RunParked } from "../error/run-parked.ts"
import { readStored } from "../history/read-stored.ts"
import type { Ends } from "./ends.ts"
import type { Runs } from "./runs.ts"

/** A handle on a stored run. `Output` and `Failure` are what its workflow declares. */
export const runHandle = <Output, Failure>(id: string, ends: Ends, runs: Runs): Run<Output, Failure> => {
  const outcome = async (): Promise<RunOutcome<Output, Failure>> => outcomeOf(await ends.wait(id))
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
const outcomeOf = <Output, Failure>(row: RunRow): RunOutcome<Output, Failure> => {
  switch (row.status) {
    case "completed":
      return { status: "completed", output: readStored(row.output ?? "", `the output of run ${row.id}`) as Output } // see above
    case "failed":
      return { status: "failed", error: readStored(row.error ?? "", `the error of run ${row.id}`) as Failure } // see above
    case "cancelled":
      return { status: "cancelled", error: readStored(row.error ?? "", `the error of run ${row.id}`) }
    case "parked":
      throw new RunParked(row.id, row.parkedReason ?? "")
    case "queued":
    case "running":
      throw new Error(`invariant: run ${row.id} was reported as ended while it runs`)
  }
}

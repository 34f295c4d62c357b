import type { Store } from "@statewright/store"

import { printableId, printableLine } from "../screen/printable.ts"
import type { Finding } from "./finding.ts"

/** The parked runs of a database, the newest first, each with what stopped it. Nothing when none is parked. */
export const checkParked = async (store: Store): Promise<readonly Finding[]> => {
  const { runs, next } = await store.runs({ status: "parked", limit: 10 })
  if (runs.length === 0) return []
  const lines = runs.map(
    ({ id, workflow, parkedReason }) =>
      `run ${printableId(id)} of ${printableLine(workflow)} is parked: ${printableLine(parkedReason ?? "")}`,
  )
  return [
    {
      subject: "parked",
      status: "warning",
      says: [...lines, ...(next === undefined ? [] : ["and more: statewright runs ls --status parked"])].join("\n"),
      remedy: runs.some(({ parkedReason }) => parkedReason?.startsWith(versionMissing)) ? bringBack : mend,
    },
  ]
}

/** The code of `VersionMissing`, with which the reason begins. */
const versionMissing = "RUN-011 "

const mend = "Mend what the reason names, then start an engine: a run goes on where it rests."
const bringBack =
  "A run goes on by itself when an engine with its version starts: check out the source that it began with, run `statewright codegen`, and start it. Or begin anew under another id."

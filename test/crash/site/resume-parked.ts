import { randomUUID } from "node:crypto"
import { resumeRun } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import type { Site } from "./site.ts"

/** Tells every parked run of a site, at which nobody works, to go on; answers their ids. */
export const resumeParked = async ({ database }: Site): Promise<readonly string[]> => {
  const store = await openSqliteStore({ path: database })
  try {
    const { runs } = await store.runs({ status: "parked", limit: 1_000 })
    for (const { id } of runs) await resumeRun({ store, submit: () => undefined, now: Date.now, id: randomUUID }, id)
    return runs.map(({ id }) => id)
  } finally {
    await store.close()
  }
}

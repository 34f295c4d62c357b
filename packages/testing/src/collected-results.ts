import type { Settled, StrandEnded, WaitId } from "@statewright/model"
import { settledOf } from "@statewright/workflow"
import { outcomeThroughStorage } from "./through-storage.ts"

/** The results of wide groups, which stand in rows and not in their frame. */
export interface CollectedResults {
  readonly note: (ended: StrandEnded) => void
  /** In the order of the members; what is not known of stays a hole. */
  readonly read: (group: WaitId) => readonly (Settled | undefined)[]
}

/** The rows of one run under test. */
export const collectedResults = (): CollectedResults => {
  const groups = new Map<WaitId, (Settled | undefined)[]>()
  return {
    note: ({ group, item, status, outcome }) => {
      const rows = groups.get(group) ?? []
      groups.set(group, rows)
      if (outcome !== undefined) rows[item] = settledOf(outcomeThroughStorage(outcome))
      else if (status === "detached") rows[item] = { status }
    },
    read: (group) => Array.from(groups.get(group) ?? []),
  }
}

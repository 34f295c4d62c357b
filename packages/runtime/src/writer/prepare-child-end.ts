import type { Store } from "@statewright/store"
import { advance } from "../advance/advance.ts"
import { readChildEnd } from "../link/child-end.ts"
import { isStorageError } from "./is-storage-error.ts"
import { type LiveRuns, mainFrame } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
import { park } from "./park.ts"
import type { Later, Prepared } from "./prepared.ts"
import type { ChildEndWork } from "./work.ts"
import { restState } from "./rest-state.ts"

/**
 * Prepares what follows when a child has ended: its parent goes on. `undefined` while that one rests: it is told when it goes
 * on.
 */
export const prepareChildEnd = async (
  { store, runs }: { readonly store: Store; readonly runs: LiveRuns },
  { runId, row }: ChildEndWork,
  moment: Moment,
): Promise<Prepared | Later | undefined> => {
  const takes = [row.seq]
  const { now } = moment
  const found = await runs.get(runId)
  switch (found.status) {
    case "settling":
      return "later"
    case "damaged":
      return { transition: park(found.row, found.error, now), launches: [] }
    case "gone": {
      const status = (await store.run(runId))?.status
      const rests = status === "running" || status === "parked" || status === "queued"
      return rests ? undefined : { transition: { runId, at: now, run: { kind: "none" }, takes }, launches: [] }
    }
    case "live":
  }
  const { run } = found
  try {
    const { wait, outcome } = readChildEnd(row)
    return await moveRun(run, moment, (given) => advance(run.program, run.frame, { wait, outcome, ...given }), {
      takes,
      movedBy: { kind: "child", waitId: wait },
      clearTimers: [{ frame: mainFrame, waitId: wait, kind: "deadline" }],
    })
  } catch (error) {
    if (isStorageError(error)) throw error
    const state = restState(run.frame)
    return { transition: park({ id: run.id, rev: run.rev, state }, error, now), launches: [] }
  }
}

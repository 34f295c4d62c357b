import { memberOf } from "@statewright/model"
import type { Store, TimerRow } from "@statewright/store"
import { childTimedOut } from "@statewright/workflow"
import { expire } from "../advance/expire.ts"
import { forceOut } from "../advance/force-out.ts"
import { pendingStart } from "../start/pending-start.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"

/** Prepares what follows when a sub-workflow, or a member of a group, has taken too long; `undefined` if it has ended. */
export const prepareDeadline = async (
  store: Store,
  live: LiveRun,
  { frame, waitId, kind }: TimerRow,
  moment: Moment,
): Promise<Prepared | undefined> => {
  const error = memberOf(waitId) === undefined ? await lateChild(store, live.id, waitId) : undefined
  // It has ended before, and its parent is about to be told.
  if (error === "ended") return undefined
  return moveRun(
    live,
    moment,
    (given) => expire(live.program, live.frame, { wait: waitId, ...(error && { error }), ...given }),
    { movedBy: { kind: "deadline", waitId }, clearTimers: [{ frame, waitId, kind }] },
  )
}

const lateChild = async (store: Store, parentId: string, waitId: string): Promise<Error | "ended"> => {
  const link = await store.childAt(parentId, waitId)
  if (link === undefined) return "ended"
  const { runId } = link
  const workflow = (await store.run(runId))?.workflow ?? (await pendingStart(store, runId))?.name
  return childTimedOut(workflow ?? "", runId)
}

/** Prepares what follows when a part of a run that was cut has cleaned up for too long. */
export const prepareForceOut = (live: LiveRun, { frame, waitId, kind }: TimerRow, moment: Moment): Promise<Prepared> =>
  moveRun(live, moment, (given) => forceOut(live.program, live.frame, { wait: waitId, ...given }), {
    movedBy: { kind: "deadline", waitId },
    clearTimers: [{ frame, waitId, kind }],
  })

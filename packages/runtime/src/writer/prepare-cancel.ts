import type { Store } from "@statewright/store"
import { isToStart } from "../engine/cancel-run.ts"
import { cancel } from "../advance/cancel.ts"
import { endCancelled } from "./end-cancelled.ts"
import { type LiveRuns, mainFrame } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
import type { Later, Prepared } from "./prepared.ts"
import type { CancelWork } from "./work.ts"

/** Stands for the wait of the timer by which a cancelled run must have ended. */
export const theCleanUp = "cleanup"

/** How long a cancelled run may clean up, in ms; then it ends all the same. */
const cleanUpTimeout = 5 * 60_000

/**
 * Prepares what follows when somebody cancels a run: it is told, or, by force, ends at once. `undefined` while it cannot be
 * told: the request stays in its inbox.
 */
export const prepareCancel = async (
  { store, runs }: { readonly store: Store; readonly runs: LiveRuns },
  { runId, inboxSeq, why, force }: CancelWork,
  moment: Moment,
): Promise<Prepared | Later | undefined> => {
  const { now } = moment
  const takes = [inboxSeq]
  const row = await store.run(runId)
  // It is told once it has begun.
  if (row === undefined && (await isToStart(store, runId))) return undefined
  // What has not begun has nothing to clean up.
  const isOpen = row?.status === "running" || row?.status === "parked" || row?.status === "queued"
  const isToEnd = isOpen && (force || (row.status === "queued" && row.state === null))
  if (isToEnd) return { transition: { ...endCancelled(row, why, now), takes }, launches: [] }
  if (!force) {
    const found = await runs.get(runId)
    if (found.status === "settling") return "later"
    if (found.status === "live") {
      const { run } = found
      const told = await moveRun(run, moment, (given) => cancel(run.program, run.frame, { ...why, ...given }), {
        takes,
      })
      return withDeadline(told, now + cleanUpTimeout)
    }
  }
  // It rests where nothing of it can clean up: it is told when it goes on.
  if (isOpen) return undefined
  return { transition: { runId, at: now, run: { kind: "none" }, takes }, launches: [] }
}

const withDeadline = (told: Prepared, dueAt: number): Prepared => {
  const { transition } = told
  if (transition.run.kind !== "update" || transition.run.becomes !== undefined) return told
  const deadline = { frame: mainFrame, waitId: theCleanUp, kind: "cleanup", dueAt } as const
  return { ...told, transition: { ...transition, setTimers: [...(transition.setTimers ?? []), deadline] } }
}

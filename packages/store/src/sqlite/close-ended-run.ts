import { cancelChildren } from "./cancel-children.ts"
import { openSteps } from "./open-steps.ts"
import type { Planner, PlannerParts } from "./operation.ts"
import type { Presence } from "./presence.ts"
import { isEnded } from "./write-run.ts"

/** An ended run has no timer, no wait, no lock, no open step or strand left, and no child that is not told, whatever its transition said. */
export const planCloseEndedRun = ({ prepare }: PlannerParts, presence: Presence): Planner => {
  const cancelSteps = prepare("close-ended-run/cancelSteps", (q, v: { runId: string; at: number }) =>
    q
      .updateTable("steps")
      .set({ status: "cancelled", token: null, ended_at: v.at })
      .where("run_id", "=", v.runId)
      .where("status", "in", openSteps),
  )
  // Whoever is at work keeps the token: what comes of it in time may still be kept.
  const stopSteps = prepare("close-ended-run/stopSteps", (q, v: { runId: string; at: number }) =>
    q
      .updateTable("steps")
      .set({ status: "cancelled", ended_at: v.at })
      .where("run_id", "=", v.runId)
      .where("status", "in", openSteps),
  )
  const dropTimers = prepare("close-ended-run/dropTimers", (q, v: { runId: string }) =>
    q.deleteFrom("timers").where("run_id", "=", v.runId),
  )
  const dropWaits = prepare("close-ended-run/dropWaits", (q, v: { runId: string }) =>
    q.deleteFrom("waits").where("run_id", "=", v.runId),
  )
  // One that no leader has looked at stays: whoever sent it is to be told that the run has ended.
  const settleEvents = prepare("close-ended-run/settleEvents", (q, v: { runId: string; at: number }) =>
    q
      .updateTable("inbox")
      .set({ processed_rev: 0, processed_at: v.at })
      .where("run_id", "=", v.runId)
      .where("processed_rev", "is", null)
      .where("reached", "is not", null),
  )
  const leaveLine = prepare("close-ended-run/leaveLine", (q, v: { runId: string }) =>
    q.deleteFrom("line").where("run_id", "=", v.runId),
  )
  const giveBack = prepare("close-ended-run/giveBack", (q, v: { runId: string }) =>
    q.deleteFrom("admissions").where("run_id", "=", v.runId),
  )

  const cancelStrands = prepare("close-ended-run/cancelStrands", (q, v: { runId: string; at: number }) =>
    q
      .updateTable("strands")
      .set({ status: "cancelled", ended_at: v.at })
      .where("run_id", "=", v.runId)
      .where("ended_at", "is", null),
  )
  const giveLocksBack = prepare("close-ended-run/giveLocksBack", (q, v: { runId: string }) =>
    q.deleteFrom("mutexes").where("run_id", "=", v.runId),
  )
  const endLink = prepare("close-ended-run/endLink", (q, v: { runId: string }, raw) =>
    q
      .updateTable("links")
      .set({ ended: raw<number>`1` })
      .where("run_id", "=", v.runId),
  )
  const children = cancelChildren(prepare)

  return ({ transition, sent, standing }, add) => {
    const { run, runId, at } = transition
    if (run.kind !== "insert" && run.kind !== "update") return
    if (run.becomes === undefined || !isEnded(run.becomes.status)) return
    const close = run.becomes.status === "cancelled" ? stopSteps : cancelSteps
    add(() => {
      // They are looked for among all steps of the run: hardly ever is one still open.
      if (standing.calls > 0) close.run({ runId, at })
      standing.calls = 0
      if (presence.has("timers")) dropTimers.run({ runId })
      if (presence.has("waits")) dropWaits.run({ runId })
      settleEvents.run({ runId, at })
      if (presence.has("line")) leaveLine.run({ runId })
      if (presence.has("admissions")) giveBack.run({ runId })
      if (presence.has("links")) {
        sent.push(...children.ofRun({ parentId: runId, at }))
        endLink.run({ runId })
      }
      if (presence.has("strands")) cancelStrands.run({ runId, at })
      if (presence.has("mutexes")) giveLocksBack.run({ runId })
      return undefined
    })
  }
}

import type { TimerRow } from "@statewright/store"
import { advance } from "../advance/advance.ts"
import type { Circumstances } from "../advance/advanced.ts"
import type { LiveRun } from "./live-runs.ts"
import { moveRun } from "./move-run.ts"
import type { Moment } from "./moment.ts"
import { beginAgain } from "./begin-again.ts"
import { deliverAgain } from "./prepare-step.ts"
import { endCancelled } from "./end-cancelled.ts"
import { parkAt, prepareClaim } from "./prepare-claim.ts"
import type { Prepared } from "./prepared.ts"
import { prepareCollect } from "./prepare-collect.ts"
import { theCleanUp } from "./prepare-cancel.ts"
import { prepareDeadline, prepareForceOut } from "./prepare-deadline.ts"
import { prepareStepDeadline } from "./prepare-step-deadline.ts"
import { prepareTimeout } from "./prepare-timeout.ts"
import { serveAll, type Serving } from "./serve-waits.ts"

/** Prepares what follows from a due timer; one that is for nothing goes, or it would be due for ever. */
export const prepareDue = async (
  serving: Serving,
  live: LiveRun,
  timer: TimerRow,
  moment: Moment,
): Promise<Prepared> => {
  const { frame, waitId, kind } = timer
  const clearTimers = [{ frame, waitId, kind }]
  const nothing = { runId: live.id, at: moment.now, run: { kind: "none" }, clearTimers } as const
  return (await prepareTimer(serving, live, timer, moment)) ?? { transition: nothing, launches: [] }
}

/** A sleep ends, or a step is tried again, or what stopped a run is tried again. */
const prepareTimer = async (
  serving: Serving,
  live: LiveRun,
  timer: TimerRow,
  moment: Moment,
): Promise<Prepared | undefined> => {
  const { now } = moment
  const { frame, waitId, kind } = timer
  switch (kind) {
    case "sleep": {
      const wake = (given: Circumstances) =>
        advance(live.program, live.frame, { wait: waitId, outcome: { ok: true, value: undefined }, ...given })
      return moveRun(live, moment, wake, { movedBy: { kind: "timer", waitId }, clearTimers: [{ frame, waitId, kind }] })
    }
    case "retry": {
      const step = await serving.store.step(live.id, { frame, waitId })
      if (step === undefined || step.endedAt !== null) return undefined
      if (live.unfit.has(step.name)) return parkAt(live, step.name, now)
      const claim = await prepareClaim(live, { ...step, kind: "claim", attempt: step.attempt + 1, crashes: 0 }, moment)
      if (claim === undefined) return undefined
      return { ...claim, transition: { ...claim.transition, clearTimers: [{ frame, waitId, kind }] } }
    }
    case "cleanup":
      if (waitId !== theCleanUp) return prepareForceOut(live, timer, moment)
      return {
        transition: {
          ...endCancelled(live, live.frame.cancelled ?? {}, now),
          movedBy: { kind: "timer", waitId },
        },
        launches: [],
      }
    case "deliver":
      return deliverAgain(live, timer, serving.store, moment)
    case "begin":
      return beginAgain(live, timer, serving.store, moment)
    case "timeout":
      return prepareTimeout(serving, live, timer, moment)
    case "serve":
      // It says so, whatever is in memory.
      live.behind = true
      return {
        transition: { runId: live.id, at: now, run: { kind: "none" } },
        launches: [],
        before: (await serveAll(serving, live, moment)).parts,
      }
    case "deadline": {
      const step = await serving.store.step(live.id, { frame, waitId })
      if (step !== undefined) return prepareStepDeadline(serving.store, live, step, moment)
      return prepareDeadline(serving.store, live, timer, moment)
    }
    case "collect":
      return prepareCollect(serving.store, live, timer, moment)
  }
  // A damaged row may say anything.
  return undefined
}

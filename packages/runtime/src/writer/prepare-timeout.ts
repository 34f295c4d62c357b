import type { Outcome } from "@statewright/model"
import type { NewWait, TimerRow } from "@statewright/store"
import { eventTimedOut } from "@statewright/workflow"
import { advance } from "../advance/advance.ts"
import { readStored } from "../history/read-stored.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"
import { type Serving, serveWaits } from "./serve-waits.ts"

/**
 * Prepares what follows when the time of a wait for an event is over. An event that was accepted before, and that nobody
 * has looked at yet, comes first.
 */
export const prepareTimeout = async (
  serving: Serving,
  live: LiveRun,
  { frame, waitId, kind }: TimerRow,
  moment: Moment,
): Promise<Prepared> => {
  const wait = live.open.get(waitId)
  const { parts: before, isCut } =
    wait === undefined ? { parts: [], isCut: false } : await serveWaits(serving, live, { names: [wait.name] }, moment)
  // It has ended by one of them, or rests, or has more of them to take: then the time is looked at when it goes on.
  if (live.rests === true || isCut) {
    return { transition: { runId: live.id, at: moment.now, run: { kind: "none" } }, launches: [], before }
  }
  const timedOut = await moveRun(
    live,
    moment,
    (given) =>
      live.open.has(waitId) && wait !== undefined
        ? advance(live.program, live.frame, { wait: waitId, outcome: outcomeOf(wait), ...given })
        : undefined,
    {
      movedBy: { kind: "timer", waitId },
      clearTimers: [{ frame, waitId, kind }],
    },
  )
  return { ...timedOut, before }
}

const outcomeOf = ({ name, onTimeout }: NewWait): Outcome =>
  onTimeout === null
    ? { ok: false, error: eventTimedOut(name) }
    : { ok: true, value: readStored(onTimeout, `what stands for event \`${name}\``) }

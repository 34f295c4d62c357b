import type { WaitKey } from "@statewright/store"
import type { MutexDeadlock } from "@statewright/workflow"
import { advance } from "../advance/advance.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"

/** Prepares what follows when a lock that all runs share is free for a wait: it has it from now on, or is past asking. */
export const prepareGrant = async (live: LiveRun, wait: WaitKey, moment: Moment): Promise<Prepared> => {
  const { frame, waitId } = wait
  const { waits } = live.frame
  if (!waits.has(waitId) || waits.get(waitId) !== undefined) {
    const run = { kind: "check", expectedRev: live.rev } as const
    const locks = [{ kind: "release", frame, waitId }] as const
    return { transition: { runId: live.id, at: moment.now, run, locks }, launches: [] }
  }
  return moveRun(
    live,
    moment,
    (given) => advance(live.program, live.frame, { wait: waitId, outcome: { ok: true, value: undefined }, ...given }),
    { movedBy: { kind: "lock", waitId }, locks: [{ kind: "grant", frame, waitId }] },
  )
}

/** Prepares what follows when a lock that all runs share can never be free for a wait: it stands in line no more. */
export const prepareRefusal = async (
  live: LiveRun,
  { frame, waitId }: WaitKey,
  error: MutexDeadlock,
  moment: Moment,
): Promise<Prepared> =>
  moveRun(
    live,
    moment,
    (given) => advance(live.program, live.frame, { wait: waitId, outcome: { ok: false, error }, ...given }),
    { movedBy: { kind: "lock", waitId }, locks: [{ kind: "release", frame, waitId }] },
  )

import type { WaitKey } from "@statewright/store"
import { advance } from "../advance/advance.ts"
import { asksUnderLock } from "../advance/lock.ts"
import type { KnottedAsk } from "../lock/find-knot.ts"
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

/**
 * Prepares what follows when a lock that all runs share can never be free for waits of a run: one of them stands in line no
 * more, if it can be one whose code holds what others wait for.
 */
export const prepareRefusal = async (
  live: LiveRun,
  asks: readonly KnottedAsk[],
  moment: Moment,
): Promise<Prepared | undefined> => {
  const ask = asks.find(({ waitId }) => asksUnderLock(live.frame, waitId)) ?? asks[0]
  if (ask === undefined) return undefined
  const { frame, waitId, error } = ask
  return moveRun(
    live,
    moment,
    (given) => advance(live.program, live.frame, { wait: waitId, outcome: { ok: false, error }, ...given }),
    { movedBy: { kind: "lock", waitId }, locks: [{ kind: "release", frame, waitId }] },
  )
}

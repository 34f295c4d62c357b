import { NotYet } from "../boundary/not-yet.ts"
import { isStorageError } from "./is-storage-error.ts"
import { type GivingEvents, prepareEvent } from "./prepare-event.ts"
import type { LiveRun, LiveRuns } from "./live-runs.ts"
import { park } from "./park.ts"
import { momentOf, type Timing } from "./moment-of.ts"
import { prepareBegin } from "./prepare-begin.ts"
import { prepareChildEnd } from "./prepare-child-end.ts"
import { prepareCancel } from "./prepare-cancel.ts"
import { prepareInvalidate } from "./prepare-invalidate.ts"
import { findKnot } from "../lock/find-knot.ts"
import { prepareGrant, prepareRefusal } from "./prepare-grant.ts"
import { prepareRequest } from "./prepare-request.ts"
import { prepareRenew, prepareRenewed } from "./prepare-renew.ts"
import { prepareResume } from "./prepare-resume.ts"
import { prepareStart } from "./prepare-start.ts"
import { prepareLateStep, prepareStep } from "./prepare-step.ts"
import { prepareClaim, prepareTurn } from "./prepare-claim.ts"
import { prepareDue } from "./prepare-timer.ts"
import type { Later, Prepared } from "./prepared.ts"
import type { Work } from "./work.ts"
import { restState } from "./rest-state.ts"

/** What preparing needs of the engine. */
export interface Preparing extends GivingEvents, Timing {
  /** So many runs may be chained one behind the other. */
  readonly maxChainLength: number
}

/**
 * Moves a run in memory and prepares the transition that stores it; `undefined` when the run is no longer at work, and
 * `later` when that is not known yet. Rejects with `NotYet`.
 */
export const prepare = async (preparing: Preparing, work: Work, now: number): Promise<Prepared | Later | undefined> => {
  const { store, runs } = preparing
  const moment = momentOf(preparing, now)
  switch (work.kind) {
    case "start":
      return prepareStart(store, work, moment)
    case "step":
      return (
        (await withRun(runs, work.runId, now, (live) => prepareStep(live, work, store, moment))) ??
        prepareLateStep(store, work, now)
      )
    case "timer":
      return withRun(runs, work.timer.runId, now, (live) => prepareDue(preparing, live, work.timer, moment))
    case "claim":
      return withRun(runs, work.runId, now, async (live) => prepareClaim(live, work, moment))
    case "turn":
      return withRun(runs, work.runId, now, (live) => prepareTurn(live, work, store, moment))
    case "begin":
      return prepareBegin(preparing, work, moment)
    case "open-line":
      work.open()
      return undefined
    case "resume":
      return prepareResume(preparing, work, moment)
    case "cancel":
      return prepareCancel({ store, runs }, work, moment)
    case "grant":
      return withRun(runs, work.runId, now, (live) => prepareGrant(live, work, moment))
    case "untie": {
      const knot = await findKnot({ store, runs, locks: moment.locks }, work.runId)
      if (knot?.asks === undefined) {
        if (knot !== undefined) work.instead(knot.other)
        return undefined
      }
      return withRun(runs, work.runId, now, (live) => prepareRefusal(live, knot.asks, moment))
    }
    case "child-end":
      return prepareChildEnd({ store, runs }, work, moment)
    case "event":
      return prepareEvent(preparing, work, moment)
    case "request":
      return prepareRequest(preparing, work, moment)
    case "served":
      return undefined
    case "invalidate":
      return prepareInvalidate(store, work, now)
    case "renew":
      return prepareRenew(work, moment)
    case "renewed":
      return prepareRenewed(moment.policies.caching, work, now)
    case "refuse":
      return {
        transition: {
          runId: work.runId,
          at: now,
          run: { kind: "none" },
          takes: [work.inboxSeq],
        },
        launches: [],
      }
    case "park":
      return withRun(runs, work.runId, now, async (live) => parkRun(live, work.error, now))
  }
}

const withRun = async (
  runs: LiveRuns,
  runId: string,
  now: number,
  use: (live: LiveRun) => Promise<Prepared | undefined>,
): Promise<Prepared | Later | undefined> => {
  const found = await runs.get(runId)
  switch (found.status) {
    case "live":
      return use(found.run).catch((error: unknown) => parkLive(found.run, error, now))
    case "settling":
      return "later"
    case "gone":
      return undefined
    case "damaged":
      return { transition: park(found.row, found.error, now), launches: [] }
  }
}

/** What goes wrong with one run, and is not the store's fault, concerns that run alone. */
const parkLive = (live: LiveRun, error: unknown, now: number): Prepared => {
  if (isStorageError(error) || error instanceof NotYet) throw error
  return parkRun(live, error, now)
}

const parkRun = ({ id, rev, frame }: LiveRun, error: unknown, now: number): Prepared => ({
  transition: park({ id, rev, state: restState(frame) }, error, now),
  launches: [],
})

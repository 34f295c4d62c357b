import type { InboxRow } from "../port/inbox-row.ts"
import type { RunWrite, Transition } from "../port/transition.ts"
import { planCloseEndedRun } from "./close-ended-run.ts"
import type { Operation, PlannerParts } from "./operation.ts"
import type { Presence } from "./presence.ts"
import { planAttempts } from "./write-attempts.ts"
import { planBreakers } from "./write-breakers.ts"
import { planCache } from "./write-cache.ts"
import { planCalls } from "./write-calls.ts"
import { planEvents } from "./write-events.ts"
import { planInbox } from "./write-inbox.ts"
import { planLetters } from "./write-letters.ts"
import { planLine } from "./write-line.ts"
import { planLinks } from "./write-links.ts"
import { planMutexes } from "./write-mutexes.ts"
import { planNotices } from "./write-notices.ts"
import { planRun } from "./write-run.ts"
import { planSends } from "./write-sends.ts"
import { planSteps } from "./write-steps.ts"
import { planStrands } from "./write-strands.ts"
import { planTags } from "./write-tags.ts"
import { planTimers } from "./write-timers.ts"
import { planTransition } from "./write-transition.ts"
import { planWaits } from "./write-waits.ts"

/** A transition ready to be written: payloads sealed, values bound. */
export interface Plan {
  readonly rev: number
  readonly operations: readonly Operation[]
  /** What they have put into the inboxes of other runs. */
  readonly sent: InboxRow[]
}

/** Prepares every statement once; what it answers turns a transition into its plan. */
export const transitionPlanner = (parts: PlannerParts, presence: Presence): ((transition: Transition) => Plan) => {
  // The inbox comes first: a duplicate must be called a duplicate, even where the rev has moved on too.
  const planners = [
    planInbox,
    planRun,
    planTags,
    planTransition,
    planSteps,
    planAttempts,
    planTimers,
    planWaits,
    planEvents,
    planLine,
    planSends,
    planLinks,
    planStrands,
    planMutexes,
    planLetters,
    planCache,
    planBreakers,
    planNotices,
    planCloseEndedRun,
    planCalls,
  ].map((make) => make(parts, presence))

  return (transition) => {
    const rev = revAfter(transition.run)
    const operations: Operation[] = []
    const sent: InboxRow[] = []
    const planned = { transition, rev, sent, standing: { status: null, baseRev: null, callsBefore: 0, calls: 0 } }
    for (const plan of planners) plan(planned, (operation) => operations.push(operation))
    return { rev, operations, sent }
  }
}

const revAfter = (write: RunWrite): number => {
  switch (write.kind) {
    case "insert":
      return 1
    case "update":
      return write.expectedRev + 1
    case "check":
      return write.expectedRev
    case "none":
      return 0
  }
}

import type { Transition } from "@statewright/store"
import type { Descended } from "../link/origin.ts"
import type { Program } from "../machine/program.ts"
import { beginRuns } from "./begin-runs.ts"
import type { FollowUp } from "./follow-up.ts"
import type { Moment } from "./moment.ts"

/** What a transition writes beside the run itself: the runs that it begins or gives up, members of its groups, locks. */
export type OtherRows = Pick<Transition, "sends" | "links" | "detaches" | "cutChildren" | "strands" | "locks">

/** The rows of other commands than those that begin steps, sleeps and waits. Rejects with what cannot be stored of them. */
export const otherRows = async (
  run: Descended & { readonly program: Program; readonly tenant: string },
  { runs, detaches, abandoned, strands, locks, becomes }: FollowUp,
  moment: Moment,
): Promise<OtherRows> => ({
  ...(runs.length > 0 && (await beginRuns(run, runs, moment))),
  ...(detaches.length > 0 && { detaches }),
  // All that is left is told by its end.
  ...(abandoned.length > 0 && becomes === undefined && { cutChildren: abandoned }),
  ...(strands.length > 0 && { strands }),
  ...locksOf(run.id, { locks, abandoned }, moment),
})

/** Who gives up waiting for a lock does not stand in line for it any more. */
const locksOf = (
  runId: string,
  { locks, abandoned }: Pick<FollowUp, "locks" | "abandoned">,
  moment: Moment,
): Pick<Transition, "locks"> => {
  const left = abandoned.filter((wait) => moment.locks.has(runId, wait))
  if (locks.length + left.length === 0) return {}
  return { locks: [...locks, ...left.map((wait) => ({ kind: "release", ...wait }) as const)] }
}

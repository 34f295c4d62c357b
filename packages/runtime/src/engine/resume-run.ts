import type { Store } from "@statewright/store"
import type { Work } from "../writer/work.ts"
import { InboxFull } from "../error/inbox-full.ts"
import { RunNotFound } from "../error/run-not-found.ts"
import { RunNotParked } from "../error/run-not-parked.ts"

/** What resuming needs of the engine. */
export interface Resuming {
  readonly store: Store
  /** Hands work to the leader in this process; `undefined` while another process leads. */
  readonly submit: () => ((work: Work) => void) | undefined
  readonly now: () => number
  /** Makes an id that no other request has. */
  readonly id: () => string
}

/**
 * Lets a parked run go on: stored for whoever leads, now or later. It stays parked while what stops it is still there.
 * Rejects with `RunNotFound`, `RunNotParked`, `InboxFull`.
 */
export const resumeRun = async ({ store, submit, now, id }: Resuming, runId: string): Promise<void> => {
  const row = await store.run(runId)
  if (row === undefined) throw new RunNotFound(runId)
  if (row.status !== "parked") throw new RunNotParked(runId, row.status)
  const [answer] = await store.insertInbox([{ runId, id: `resume:${id()}`, kind: "resume", acceptedAt: now() }])
  if (answer?.status === "full") throw new InboxFull(runId, answer.bound)
  if (answer?.status === "accepted") submit()?.({ kind: "resume", runId, inboxSeq: answer.seq })
}

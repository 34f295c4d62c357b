import { InboxFull } from "../error/inbox-full.ts"
import { RunNotFound } from "../error/run-not-found.ts"
import { RunNotParked } from "../error/run-not-parked.ts"
import { runIdText } from "./check-run-id.ts"
import type { Requesting } from "./requesting.ts"

/**
 * Lets a parked run go on: stored for whoever leads, now or later. It stays parked while what stops it is still there.
 * Rejects with `RunNotFound`, `RunNotParked`, `InboxFull`.
 */
export const resumeRun = async ({ store, submit, now, id }: Requesting, runId: string): Promise<void> => {
  const row = await store.run(runIdText(runId))
  if (row === undefined) throw new RunNotFound(runId)
  if (row.status !== "parked") throw new RunNotParked(runId, row.status)
  const [answer] = await store.insertInbox([{ runId, id: `resume:${id()}`, kind: "resume", acceptedAt: now() }])
  if (answer?.status === "full") throw new InboxFull(runId, answer.bound)
  if (answer?.status === "accepted") submit()?.({ kind: "resume", runId, inboxSeq: answer.seq })
}

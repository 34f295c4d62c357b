import { isStatewrightError } from "@statewright/model"
import type { RunWrite, Store } from "@statewright/store"
import { isLookedAt } from "../events/answers.ts"
import { endOf } from "./prepared.ts"
import type { Prepared } from "./prepared.ts"

/** Whether an error of `commit` leaves it open what is stored: a disk that failed at the last moment may have stored all. */
export const leavesDoubt = (error: unknown): boolean => !(isStatewrightError(error) && surelyNothing.has(error._tag))

const surelyNothing: ReadonlySet<string> = new Set(["StaleEpoch", "DiskFull", "DatabaseBusy"])

/** Whether a transition whose commit was reported as failed is stored all the same. Asked before anything else moves its run. */
export const wasStored = async (store: Store, prepared: Prepared): Promise<boolean> => {
  const { transition, launches } = prepared
  const { runId, run, steps = [], events = [] } = transition
  // A token was never given before, and is taken back by the write that carries it.
  const [launch] = launches
  if (launch !== undefined) return (await store.step(runId, launch))?.token === launch.token
  const [write] = steps
  if (write?.kind === "queue") return (await store.step(runId, write))?.status === "queued"
  if (write?.kind === "reopen") return (await store.step(runId, write))?.endedAt === null
  if (write?.kind === "expire") return (await store.step(runId, write))?.endedAt !== null
  if (write !== undefined && write.kind !== "withdraw") return (await store.step(runId, write))?.token !== write.token
  const [event] = events
  if (run.kind === "none" && event !== undefined) {
    const stored = await store.event(event.seq)
    return stored !== undefined && isLookedAt(stored)
  }
  const row = await store.run(runId)
  if (row === undefined) return false
  return run.kind === "insert" ? isBegunBy(prepared, row) : row.rev > expectedRev(run)
}

/** A run that begins without a step: somebody else may have begun one of its id before. */
const isBegunBy = (
  { transition }: Prepared,
  { rev, createdAt, status }: { readonly rev: number; readonly createdAt: number; readonly status: string },
): boolean => rev === 1 && createdAt === transition.at && status === (endOf(transition)?.status ?? "running")

/** What moves no run is done once more if need be: it changes nothing then. */
const expectedRev = (run: RunWrite): number => (run.kind === "update" ? run.expectedRev : Number.POSITIVE_INFINITY)

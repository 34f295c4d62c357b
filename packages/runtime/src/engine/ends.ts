import type { RunBecomes, RunRow, Store } from "@statewright/store"
import { EngineClosed } from "../error/engine-closed.ts"
import { RunNotFound } from "../error/run-not-found.ts"
import { acceptedRun } from "../start/accepted-run.ts"

/** How a run came to rest for good, or that it is parked. */
export type RunEnd = Pick<RunRow, "status" | "output" | "error" | "parkedReason">

/** Tells those who wait for it when a run comes to rest for good, or is parked. */
export interface Ends {
  /** How the run came to rest, once it has. Rejects with `RunNotFound` once it is deleted. */
  wait(runId: string): Promise<RunEnd>
  /** It is stored that a run has come to rest. */
  tell(runId: string, end: RunBecomes): void
  /** Looks at all runs that somebody waits for: another process may have ended them. */
  lookAtAll(): void
  readonly waiting: () => boolean
  close(): void
}

interface Waiter {
  readonly resolve: (end: RunEnd) => void
  readonly reject: (error: unknown) => void
}

/** Keeps those who wait, by run; what this engine itself is at work with has not ended, and it is told when it does. */
export const makeEnds = (store: Store, isAtWork: (runId: string) => boolean): Ends => {
  const waiters = new Map<string, Set<Waiter>>()
  let closed = false

  const settle = (runId: string, act: (waiter: Waiter) => void): void => {
    const waiting = waiters.get(runId)
    waiters.delete(runId)
    waiting?.forEach(act)
  }

  const look = async (runId: string): Promise<void> => {
    try {
      const found = await acceptedRun(store, runId)
      // Who waits has seen that it was accepted: it has ended since, and its time was over.
      if (found === undefined) return settle(runId, ({ reject }) => reject(new RunNotFound(runId)))
      if (found.kind === "begun" && !isOpen(found.row)) settle(runId, ({ resolve }) => resolve(found.row))
    } catch (error) {
      settle(runId, ({ reject }) => reject(error))
    }
  }

  return {
    wait: (runId) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new EngineClosed())
        const waiting = waiters.get(runId) ?? new Set()
        waiters.set(runId, waiting.add({ resolve, reject }))
        if (!isAtWork(runId)) void look(runId)
      }),
    tell: (runId, end) => settle(runId, ({ resolve }) => resolve(endOf(end))),
    lookAtAll: () => {
      for (const runId of waiters.keys()) void look(runId)
    },
    waiting: () => waiters.size > 0,
    close: () => {
      closed = true
      for (const runId of waiters.keys()) settle(runId, ({ reject }) => reject(new EngineClosed()))
    },
  }
}

const isOpen = ({ status }: RunRow): boolean => status === "running" || status === "queued"

const endOf = (end: RunBecomes): RunEnd => ({
  status: end.status,
  output: "output" in end ? end.output : null,
  error: "error" in end ? (end.error ?? null) : null,
  parkedReason: "reason" in end ? end.reason : null,
})

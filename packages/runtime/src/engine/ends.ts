import type { RunRow, Store } from "@statewright/store"
import { EngineClosed } from "../error/engine-closed.ts"

/** Tells those who wait for it when a run comes to rest for good, or is parked. */
export interface Ends {
  /** The run once it no longer runs. */
  wait(runId: string): Promise<RunRow>
  /** The run may have ended: looks, and answers those who wait. */
  look(runId: string): void
  /** Looks at all runs that somebody waits for: another process may have ended them. */
  lookAtAll(): void
  readonly waiting: () => boolean
  close(): void
}

interface Waiter {
  readonly resolve: (row: RunRow) => void
  readonly reject: (error: unknown) => void
}

/** Keeps those who wait, by run. */
export const makeEnds = (store: Store): Ends => {
  const waiters = new Map<string, Set<Waiter>>()
  let closed = false

  const settle = (runId: string, act: (waiter: Waiter) => void): void => {
    const waiting = waiters.get(runId)
    waiters.delete(runId)
    waiting?.forEach(act)
  }

  const look = async (runId: string): Promise<void> => {
    try {
      const row = await store.run(runId)
      if (row !== undefined && !isOpen(row)) settle(runId, ({ resolve }) => resolve(row))
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
        void look(runId)
      }),
    look: (runId) => {
      if (waiters.has(runId)) void look(runId)
    },
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

import type { EventRow, Store } from "@statewright/store"
import { broadcast } from "@statewright/store"

/** Tells those who sent an event what became of it, once a leader has looked. */
export interface Answers {
  /** The event once a leader has looked for who waits for it; `undefined` when nobody waits any more. */
  wait(seq: number): Promise<EventRow | undefined>
  /** A leader may have looked: answers those who wait. */
  look(seq: number): void
  /** Another process may have looked. */
  lookAtAll(): void
  readonly waiting: () => boolean
  /** Answers those who wait for this event that nobody has looked. */
  giveUp(seq: number): void
  close(): void
}

/** Keeps those who wait, by the number of their event. */
export const makeAnswers = (store: Store): Answers => {
  const waiters = new Map<number, PromiseWithResolvers<EventRow | undefined>>()

  const look = async (seq: number): Promise<void> => {
    const waiter = waiters.get(seq)
    if (waiter === undefined) return
    try {
      const row = await store.event(seq)
      if (row === undefined || isLookedAt(row)) {
        waiters.delete(seq)
        waiter.resolve(row)
      }
    } catch (error) {
      waiters.delete(seq)
      waiter.reject(error)
    }
  }
  const giveUp = (seq: number): void => {
    waiters.get(seq)?.resolve(undefined)
    waiters.delete(seq)
  }

  return {
    wait: (seq) => {
      const waiter = waiters.get(seq) ?? Promise.withResolvers<EventRow | undefined>()
      waiters.set(seq, waiter)
      void look(seq)
      return waiter.promise
    },
    look: (seq) => void look(seq),
    lookAtAll: () => {
      for (const seq of waiters.keys()) void look(seq)
    },
    waiting: () => waiters.size > 0,
    giveUp,
    close: () => {
      for (const seq of waiters.keys()) giveUp(seq)
    },
  }
}

/** Whether a leader has looked for who waits for an event; one to a run may stay in its inbox after that. */
export const isLookedAt = ({ runId, settled, reached }: EventRow): boolean =>
  settled || (runId !== broadcast && reached !== null)

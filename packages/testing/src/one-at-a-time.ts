// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers"

/** Lets things happen one after the other. */
export interface Turns {
  readonly next: (happen: () => void) => void
  /** Nothing happens any more. */
  readonly stop: () => void
}

/**
 * Lets things happen in the order in which they were asked for, each only when all that the one before set in motion
 * has come to rest: so a test sees the same order every time.
 */
export const oneAtATime = (): Turns => {
  let last: Promise<void> = Promise.resolve()
  let stopped = false
  const take = async (before: Promise<void>, happen: () => void): Promise<void> => {
    await before
    await nextTurn()
    if (!stopped) happen()
  }
  return {
    next: (happen) => {
      last = take(last, happen)
    },
    stop: () => {
      stopped = true
    },
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

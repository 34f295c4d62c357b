// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers"

/** Lets things happen one after the other. */
export interface Turns {
  /** Takes a place in the order; the function that it gives says that something is ready to happen. */
  readonly place: () => (happen: () => void) => void
  /** Nothing happens any more. */
  readonly stop: () => void
}

interface Ready {
  readonly place: number
  readonly happen: () => void
}

/**
 * Lets one thing happen after the other, each only when all that the one before set in motion has come to rest. Of what
 * is ready by then, what took its place first comes first: how many turns of microtasks a stub or a helper took tells
 * nothing, so a test sees the same order every time, and the same of a function and of its machine.
 */
export const oneAtATime = (): Turns => {
  const ready: Ready[] = []
  let places = 0
  let isStopped = false

  const take = (): void => {
    const next = ready.shift()
    if (ready.length > 0) setImmediate(take)
    if (!isStopped) next?.happen()
  }

  return {
    place: () => {
      const place = places++
      return (happen) => {
        if (ready.length === 0) setImmediate(take)
        ready.splice(ready.findLastIndex((each) => each.place < place) + 1, 0, { place, happen })
      }
    },
    stop: () => {
      isStopped = true
    },
  }
}

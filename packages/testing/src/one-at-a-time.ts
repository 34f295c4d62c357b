// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers"
import { AsyncLocalStorage } from "node:async_hooks"

/** Lets things happen one after the other. */
export interface Turns {
  /** Takes a place in the order; the function that it gives says that something is ready to happen. */
  readonly place: () => (happen: () => void) => void
  /** Something happens before all that is ready. */
  readonly soon: (happen: () => void) => void
  /** Something happens at a time, in ms: when nothing else can happen before. Answers what takes it back. */
  readonly due: (at: number, happen: () => void) => () => void
  /** Lets no time pass until the function that it gives is called. */
  readonly hold: () => () => void
  /** The time, in ms. */
  readonly now: () => number
  /** Nothing happens any more. */
  readonly stop: () => void
}

/** What turns begin with. */
export interface TurnsOptions {
  /** The time at which they begin, in ms. */
  readonly now: number
  /** Called when nothing can happen any more: nothing is ready, nothing is due, and nobody is asked for anything. */
  readonly rest: () => void
}

/** In turns of the event loop. */
const patience = 50

interface Ready {
  readonly place: number
  readonly happen: () => void
}

interface Due {
  readonly at: number
  readonly happen: () => void
}

/**
 * Lets one thing happen after the other, each only when all that the one before set in motion has come to rest. Of what
 * is ready by then, what took its place first comes first: how many turns of microtasks a stub or a helper took tells
 * nothing, so a test sees the same order every time, and the same of a function and of its machine. Time passes only when
 * nothing is ready: up to what is due first.
 */
export const oneAtATime = ({ now, rest }: TurnsOptions): Turns => {
  const soon: (() => void)[] = []
  const ready: Ready[] = []
  const due: Due[] = []
  let places = 0
  let asked = 0
  let holds = 0
  let time = now
  /** For how many turns of the event loop nothing has happened. */
  let idle = 0
  let isAwake = false
  let isStopped = false

  const wake = (): void => {
    if (isAwake || isStopped) return
    isAwake = true
    setImmediate(take)
  }

  const take = (): void => {
    isAwake = false
    if (isStopped) return
    const happen = soon.shift() ?? ready.shift()?.happen ?? (holds === 0 && hasWaited() ? pass()?.happen : undefined)
    if (happen !== undefined) {
      idle = 0
      happen()
      wake()
    } else if (holds === 0 && (due.length > 0 || (asked === 0 && idle < patience))) {
      idle++
      wake()
    } else if (asked === 0 && holds === 0) rest()
  }

  /** Somebody who was asked may take some turns of the event loop to answer: no time passes meanwhile. */
  const hasWaited = (): boolean => asked === 0 || idle >= patience

  /** Lets time pass up to what is due first. */
  const pass = (): Due | undefined => {
    const first = due.shift()
    if (first !== undefined) time = Math.max(time, first.at)
    return first
  }

  return {
    place: () => {
      const place = places++
      asked++
      return (happen) => {
        asked--
        ready.splice(ready.findLastIndex((each) => each.place < place) + 1, 0, { place, happen: bound(happen) })
        wake()
      }
    },
    soon: (happen) => {
      soon.push(bound(happen))
      wake()
    },
    due: (at, happen) => {
      const one: Due = { at, happen: bound(happen) }
      due.splice(due.findLastIndex((each) => each.at <= at) + 1, 0, one)
      wake()
      return () => {
        const place = due.indexOf(one)
        if (place >= 0) due.splice(place, 1)
        wake()
      }
    },
    hold: () => {
      holds++
      return () => {
        holds--
        wake()
      }
    },
    now: () => time,
    stop: () => {
      isStopped = true
    },
  }
}

/** What happens belongs to the run of whoever asked for it, as with a timer, and not to whoever has woken the turns. */
const bound = (happen: () => void): (() => void) => AsyncLocalStorage.bind(happen)

// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** The rounds of a writer: each takes what waits then. */
export interface Rounds {
  /** Something waits: the next round may begin. */
  readonly wake: () => void
  /** Nothing waits any more. */
  readonly rest: () => void
  /** One round after the other, until one fails; the first that goes well after that ends them, for it to be told. */
  readonly run: Effect.Effect<void, unknown>
}

/** What rounds need of their writer. */
export interface RoundsOptions {
  /** Whether so little waits, and nothing else is at work, that there is nothing to gather. */
  readonly isAlone: () => boolean
  /** The wall clock, in ms. */
  readonly now: (clock: Clock.Clock) => number | Promise<number>
  /** Takes what waits, and stores what follows from it. */
  readonly settle: (now: number) => Promise<void>
}

/**
 * Promises inside one effect: an effect for each round would cost a tenth of what a step takes. An interruption ends them
 * at once, whatever the store is at; what waits by then is not taken.
 */
export const makeRounds = ({ isAlone, now, settle }: RoundsOptions): Rounds => {
  let isAwake = false
  let onWake: (() => void) | undefined
  let hurried = 0
  let hasFailed = false

  const wake = (): void => {
    isAwake = true
    onWake?.()
  }

  const round = async (clock: Clock.Clock, signal: AbortSignal): Promise<void> => {
    if (!isAwake) {
      await new Promise<void>((resolve) => {
        onWake = resolve
      })
    }
    const hurries = hurried < mostHurried && isAlone()
    hurried = hurries ? hurried + 1 : 0
    // Whatever is handed in by the code that is running now, or one turn of the event loop, which is no time.
    await (hurries ? undefined : new Promise<void>((resolve) => void setImmediate(resolve)))
    const at = now(clock)
    const wall = typeof at === "number" ? at : await at
    if (!signal.aborted) await settle(wall)
  }

  const rounds = async (clock: Clock.Clock, signal: AbortSignal): Promise<void> => {
    signal.addEventListener("abort", wake, { once: true })
    try {
      if (hasFailed) await round(clock, signal)
      else while (!signal.aborted) await round(clock, signal)
      hasFailed = false
    } catch (error) {
      hasFailed = true
      throw error
    } finally {
      signal.removeEventListener("abort", wake)
    }
  }

  return {
    wake,
    rest: () => {
      isAwake = false
    },
    run: Effect.flatMap(Clock.Clock, (clock) =>
      Effect.tryPromise({ try: (signal) => rounds(clock, signal), catch: (error) => error }),
    ),
  }
}

/** So many rounds in a row may go by without a turn of the event loop: timers and sockets wait that long, some ms. */
const mostHurried = 8

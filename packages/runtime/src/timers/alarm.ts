import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { Store, TimerRow } from "@statewright/store"
import { killPoint } from "@statewright/store/kill-point"
import { outlast } from "../trouble/outlast.ts"
import { timerKey } from "./set-back.ts"
import type { SetBack } from "./set-back.ts"

/** The one process timer: wakes for the nearest stored deadline. */
export interface Alarm {
  /** A deadline was stored, at `now`. */
  readonly nudge: (dueAt: number, now: number) => void
  /** Fires what is due until it is interrupted. */
  readonly run: Effect.Effect<never, unknown>
}

/** How long the alarm sleeps at most, in ms: a clock that was moved is noticed within this time. */
const longestSleep = 60_000

/** How long it waits after the store failed. */
const pause = "250 millis"

/** How many due timers are taken at once, so that other work goes on between. */
const batch = 500

/** Makes the alarm; `fire` gets each due timer once, and says when its transition is stored. */
export const makeAlarm = (store: Store, clock: SetBack, fire: (timer: TimerRow, done: () => void) => void): Alarm => {
  const nudged = Latch.makeUnsafe()
  const firing = new Set<string>()
  let next = 0

  const nudge = (dueAt: number, now: number): void => {
    // Past the moment for which it sleeps, the clock was set ahead meanwhile.
    if (dueAt >= next && now < next) return
    next = dueAt
    nudged.openUnsafe()
  }

  const done = (timer: TimerRow): void => {
    firing.delete(timerKey(timer))
    nudged.openUnsafe()
  }

  const round = Effect.gen(function* () {
    nudged.closeUnsafe()
    // Until it is known which one is next, whatever is stored meanwhile may be.
    next = Number.POSITIVE_INFINITY
    const clocks = yield* Clock.Clock
    const now = yield* read(async () => clock.now(clocks))
    const due = yield* read(() => store.dueTimers({ at: now, limit: batch + firing.size }))
    for (const timer of [...due, ...(yield* clock.due)]) {
      if (firing.has(timerKey(timer))) continue
      firing.add(timerKey(timer))
      killPoint("timer-fired")
      fire(timer, () => done(timer))
    }
    const nearest = yield* read(() => store.nearestTimer())
    // What is due and already fired stands there until it is stored, and `done` says when that is.
    next = nearest === undefined || nearest <= now ? now + longestSleep : Math.min(nearest, now + longestSleep)
    const sleep = Math.min(next - now, yield* clock.next)
    yield* Effect.raceFirst(Effect.sleep(sleep), nudged.await)
  })

  return { nudge, run: outlast("Timers could not be read", pause, round) }
}

const read = <Answer>(ask: () => Promise<Answer>): Effect.Effect<Answer, unknown> =>
  Effect.tryPromise({ try: ask, catch: (error) => error })

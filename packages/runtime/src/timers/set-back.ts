import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Store, TimerRow } from "@statewright/store"

/** Notices that the wall clock was set back, and keeps on time what would then wait until the clock is there again. */
export interface SetBack {
  /**
   * The wall clock, in ms. To be read before anything new is stored: timers that stand there were set by the clock
   * before.
   */
  readonly now: (clock: Clock.Clock) => number | Promise<number>
  /** The timers that are due by the steady clock, though not by the wall clock. */
  readonly due: Effect.Effect<readonly TimerRow[], unknown>
  /** In how many ms the next of them is due. */
  readonly next: Effect.Effect<number>
}

/** What the two clocks part by in good order is no setting back, in ms. */
const tolerance = 1_000

/** So many timers are kept on time; further ones are late by as much as the clock was wrong. */
const most = 10_000

/** Watches the clock of an engine that leads. */
export const watchClock = (store: Store): SetBack => {
  let last: { readonly wall: number; readonly tick: number } | undefined
  /** With the moment of the steady clock at which each is due. */
  const owed = new Map<string, { readonly timer: TimerRow; readonly tick: number }>()

  const note = async (expected: number, wall: number, tick: number): Promise<void> => {
    // Those due later wait at most twice as long as they were to.
    for (const timer of await store.dueTimers({ at: 2 * expected - wall, limit: most })) {
      const key = timerKey(timer)
      const due = tick + Math.max(0, timer.dueAt - expected)
      owed.set(key, { timer, tick: Math.min(due, owed.get(key)?.tick ?? due) })
    }
  }

  const now = (clock: Clock.Clock): number | Promise<number> => {
    const [wall, tick] = [clock.currentTimeMillisUnsafe(), tickOf(clock)]
    const expected = last === undefined ? wall : last.wall + tick - last.tick
    const read = (): number => {
      last = { wall, tick }
      return wall
    }
    return wall < expected - tolerance ? note(expected, wall, tick).then(read) : read()
  }

  const due = Effect.gen(function* () {
    if (owed.size === 0) return []
    const tick = tickOf(yield* Clock.Clock)
    const found: TimerRow[] = []
    for (const [key, entry] of owed) {
      if (entry.tick > tick) continue
      owed.delete(key)
      const { timer } = entry
      const stored = yield* ask(() => store.timers(timer.runId))
      if (stored.some((other) => timerKey(other) === key && other.dueAt === timer.dueAt)) found.push(timer)
    }
    return found
  })

  const next = Effect.map(Clock.Clock, (clock) => {
    const tick = tickOf(clock)
    return [...owed.values()].reduce((least, entry) => Math.min(least, entry.tick - tick), Number.POSITIVE_INFINITY)
  })

  return { now, due, next }
}

/** What tells a timer from all others that are set. */
export const timerKey = ({ runId, frame, waitId, kind }: TimerRow): string => `${kind}\n${runId}\n${frame}\n${waitId}`

const tickOf = (clock: Clock.Clock): number => Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)

const ask = <Answer>(act: () => Promise<Answer>): Effect.Effect<Answer, unknown> =>
  Effect.tryPromise({ try: act, catch: (error) => error })

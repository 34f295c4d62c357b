import { Clock, Context, Duration, Effect } from "effect"

/** A clock that a test moves. */
export interface VirtualTime {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  /** Moves the clock in one jump, as a machine that slept would see it, and lets what is due happen. */
  readonly pass: (duration: Duration.Input) => Promise<void>
  /** Sets the wall clock ahead by so many ms, or back; no time passes, and the steady clock knows nothing of it. */
  readonly shift: (millis: number) => void
}

interface Sleeper {
  readonly wakesAt: number
  readonly wake: () => void
}

/** Makes a clock that starts at 0 ms since 1970. */
export const virtualTime = (): VirtualTime => {
  let now = 0
  let ahead = 0
  const wall = (): number => now + ahead
  const sleepers = new Set<Sleeper>()
  const nanos = (millis: number): bigint => BigInt(millis) * 1_000_000n
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: wall,
    currentTimeMillis: Effect.sync(wall),
    currentTimeNanosUnsafe: () => nanos(wall()),
    currentTimeNanos: Effect.sync(() => nanos(wall())),
    monotonicTimeNanosUnsafe: () => nanos(now),
    monotonicTimeNanos: Effect.sync(() => nanos(now)),
    sleep: (duration) =>
      Effect.callback<void>((resume) => {
        const sleeper = { wakesAt: now + Duration.toMillis(duration), wake: () => resume(Effect.void) }
        sleepers.add(sleeper)
        return Effect.sync(() => void sleepers.delete(sleeper))
      }),
  }
  return {
    services: Context.make(Clock.Clock, clock),
    shift: (millis) => {
      ahead += millis
    },
    pass: async (duration) => {
      await rest()
      now += Duration.toMillis(Duration.fromInputUnsafe(duration))
      for (const sleeper of [...sleepers].filter(({ wakesAt }) => wakesAt <= now)) {
        sleepers.delete(sleeper)
        sleeper.wake()
      }
      await rest()
    },
  }
}

/** Lets what was set in motion come to rest: some turns of the event loop, not a time. */
const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

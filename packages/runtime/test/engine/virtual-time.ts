import { Clock, Context, Duration, Effect } from "effect"

/** A clock that a test moves. */
export interface VirtualTime {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  /** Moves the clock in one jump, as a machine that slept would see it, and lets what is due happen. */
  readonly pass: (duration: Duration.Input) => Promise<void>
}

interface Sleeper {
  readonly wakesAt: number
  readonly wake: () => void
}

/** Makes a clock that starts at 0 ms since 1970. */
export const virtualTime = (): VirtualTime => {
  let now = 0
  const sleepers = new Set<Sleeper>()
  const nanos = (): bigint => BigInt(now) * 1_000_000n
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => now,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.callback<void>((resume) => {
        const sleeper = { wakesAt: now + Duration.toMillis(duration), wake: () => resume(Effect.void) }
        sleepers.add(sleeper)
        return Effect.sync(() => void sleepers.delete(sleeper))
      }),
  }
  return {
    services: Context.make(Clock.Clock, clock),
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

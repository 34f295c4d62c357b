import { Clock, Context, Duration, Effect } from "effect"

/** A clock for engines that only a test moves. */
export interface VirtualClock {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  /** Moves it on by so many ms, and wakes what is due. */
  readonly pass: (millis: number) => void
}

/** Makes a clock that stands at `now`, in ms since 1970. */
export const virtualClock = (start: number): VirtualClock => {
  let now = start
  const sleepers = new Map<() => void, number>()
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
        const wake = (): void => resume(Effect.void)
        sleepers.set(wake, now + Duration.toMillis(duration))
        return Effect.sync(() => void sleepers.delete(wake))
      }),
  }
  return {
    services: Context.make(Clock.Clock, clock),
    pass: (millis) => {
      now += millis
      for (const [wake, at] of sleepers) {
        if (at > now) continue
        sleepers.delete(wake)
        wake()
      }
    },
  }
}

import { readFileSync, writeFileSync } from "node:fs"
import { Clock, Context, Duration, Effect } from "effect"

/** A clock whose time only passes when it is told to; it goes on where another process left it. */
export interface PassingClock {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  /** How many ms have passed since the first process began. */
  readonly passed: () => number
  /** Lets some ms pass, and wakes what is due. */
  readonly pass: (millis: number) => void
}

/** Makes a clock that stands where `file` says. */
export const passingClock = (file: string): PassingClock => {
  let passed = readPassed(file)
  const now = (): number => start + passed
  const nanos = (): bigint => BigInt(now()) * 1_000_000n
  const sleepers = new Map<() => void, number>()
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: now,
    currentTimeMillis: Effect.sync(now),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.callback<void>((resume) => {
        const wake = (): void => resume(Effect.void)
        sleepers.set(wake, now() + Duration.toMillis(duration))
        return Effect.sync(() => void sleepers.delete(wake))
      }),
  }
  return {
    services: Context.make(Clock.Clock, clock),
    passed: () => passed,
    pass: (millis) => {
      passed += millis
      writeFileSync(file, String(passed))
      for (const [wake, at] of sleepers) {
        if (at > now()) continue
        sleepers.delete(wake)
        wake()
      }
    },
  }
}

/** 1 January 2026. */
const start = Date.UTC(2026, 0, 1)

const readPassed = (file: string): number => {
  try {
    return Number(readFileSync(file, "utf8"))
  } catch {
    return 0
  }
}

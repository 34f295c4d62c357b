import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Pull from "effect/Pull"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import { type FailedAttempt, scheduleBrand, type Scheduled } from "@statewright/workflow"

/**
 * Any `Schedule` of Effect as the strategy of a step's `retry`: it is given the errors of the attempts that failed, and
 * when they did. Nothing of it is stored: before each delay it is gone through from the start, over the recorded attempts
 * and with the same random values, so that a restart changes nothing. Where it ends, or fails, the step fails.
 *
 * @example
 * retry: { strategy: scheduled(Schedule.exponential("1 second").pipe(Schedule.jittered, Schedule.upTo({ times: 5 }))) }
 */
export const scheduled = (schedule: Schedule.Schedule<unknown, unknown, unknown>): Scheduled => ({
  [scheduleBrand]: 1,
  delay: (failed, seed) => Effect.runPromise(delayAfter(schedule, failed).pipe(Random.withSeed(seed))),
})

const delayAfter = Effect.fnUntraced(function* (
  schedule: Schedule.Schedule<unknown, unknown, unknown>,
  failed: readonly FailedAttempt[],
) {
  const clock = yield* Clock.Clock
  const step = yield* Schedule.toStep(schedule)
  let delay: number | undefined
  for (const { endedAt, error } of failed) {
    const next: Duration.Duration | undefined = yield* Pull.matchEffect(step(endedAt, error), {
      onSuccess: ([, wait]) => Effect.succeed(wait),
      onFailure: Effect.failCause,
      onDone: () => Effect.succeed(undefined),
    }).pipe(Effect.provideService(Clock.Clock, standing(clock, endedAt)))
    if (next === undefined) return undefined
    delay = Math.ceil(Duration.toMillis(next))
  }
  return delay === undefined ? undefined : Math.min(Math.max(delay, 0), longest)
})

/** A clock that stood still when an attempt ended, for what a schedule computes of the time. */
const standing = (clock: Clock.Clock, at: number): Clock.Clock => ({
  currentTimeMillisUnsafe: () => at,
  currentTimeMillis: Effect.succeed(at),
  currentTimeNanosUnsafe: () => BigInt(at) * 1_000_000n,
  currentTimeNanos: Effect.succeed(BigInt(at) * 1_000_000n),
  monotonicTimeNanosUnsafe: () => BigInt(at) * 1_000_000n,
  monotonicTimeNanos: Effect.succeed(BigInt(at) * 1_000_000n),
  sleep: (duration) => clock.sleep(duration),
})

// A year, as with every other strategy: a time that can be stored.
const longest = 31_536_000_000

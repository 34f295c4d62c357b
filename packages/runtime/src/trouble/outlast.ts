import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { isFinal } from "./is-final.ts"

/** Says once that something goes wrong, then rarely, and once that it is over. */
export interface Trouble {
  readonly failed: (error: unknown) => Effect.Effect<void>
  readonly worked: Effect.Effect<void>
}

/** How often it is said that something still goes wrong, in ms. */
const sayEvery = 60_000

/** Keeps count of one thing that may go wrong for a while, such as `The database could not be written`. */
export const makeTrouble = (what: string): Trouble => {
  let first = 0
  let said = 0
  let failures = 0

  const soFar = (now: number): string => `${what} for ${Math.round((now - first) / 1000)} s, ${failures} times`

  return {
    failed: (error) =>
      Effect.gen(function* () {
        const now = yield* tick
        failures += 1
        if (failures === 1) {
          first = now
          said = now
          yield* Effect.logError(`${what}; trying again until it works.`, error)
        } else if (now - said >= sayEvery) {
          said = now
          yield* Effect.logError(`${soFar(now)}; still trying.`, error)
        }
      }),
    worked: Effect.gen(function* () {
      if (failures === 0) return
      const text = soFar(yield* tick)
      failures = 0
      yield* Effect.logInfo(`${text}; it works again.`)
    }),
  }
}

/**
 * Does `work` again and again, after `pause` where it fails: a disk that is full, locked or broken for a while must not
 * end what is at work. Only what will not pass ends it.
 */
export const outlast = (
  what: string,
  pause: Duration.Input,
  work: Effect.Effect<void, unknown>,
): Effect.Effect<never, unknown> => {
  const trouble = makeTrouble(what)
  return Effect.forever(
    work.pipe(
      Effect.andThen(trouble.worked),
      Effect.catchIf(
        (error: unknown) => !isFinal(error),
        (error) => trouble.failed(error).pipe(Effect.andThen(Effect.sleep(pause))),
      ),
    ),
  )
}

/** The steady clock, in ms. */
const tick = Effect.map(Clock.Clock, (clock) => Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n))

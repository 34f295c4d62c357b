import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** How long a store of cached answers may take. */
const limit = "1 second"

/** Rejects what takes longer than a store of cached answers may, by the clock of the engine. */
export const storeTime =
  (services: Context.Context<never>) =>
  <Value>(asked: Promise<Value>): Promise<Value> =>
    Effect.runPromiseWith(services)(
      Effect.raceFirst(
        Effect.tryPromise({ try: () => asked, catch: (error) => error }),
        Effect.sleep(limit).pipe(Effect.andThen(Effect.fail(new Error(`it took longer than ${limit}`)))),
      ),
    )

/** Says that a store of cached answers could not be asked: without it, steps run. */
export const cacheFailed =
  (services: Context.Context<never>) =>
  (store: string, error: unknown): void =>
    void Effect.runForkWith(services)(Effect.logWarning(`The cache \`${store}\` could not be used.`, error))

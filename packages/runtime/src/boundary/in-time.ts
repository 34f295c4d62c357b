import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { SchemaTimedOut } from "../error/schema-timed-out.ts"

/** How long a schema of the author's may take, in ms. */
export const schemaLimit = 5_000

/** What a schema makes of a value, if it does so in time by the clock of the engine. Rejects with `SchemaTimedOut`. */
export const inTime = <Value>(
  services: Context.Context<never>,
  parsed: Promise<Value>,
  boundary: string,
): Promise<Value> =>
  Effect.runPromiseWith(services)(
    Effect.raceFirst(
      Effect.tryPromise({ try: () => parsed, catch: (error) => error }),
      Effect.sleep(schemaLimit).pipe(Effect.andThen(Effect.fail(new SchemaTimedOut(boundary, schemaLimit)))),
    ),
  )

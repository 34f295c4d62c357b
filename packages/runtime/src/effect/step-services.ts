import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"

/** What meets the requirements of effect steps. */
export interface StepServices {
  readonly context: Context.Context<never>
  /** The effects that are at work: what meets their requirements is not let go before they have ended. */
  readonly running: Set<Promise<unknown>>
}

/** Where there is no engine, nothing meets any. */
export const noServices: StepServices = { context: Context.empty(), running: new Set() }

/** How long effects that were interrupted have to clean up before what they use is let go. */
const grace = "10 seconds"

/** Builds the layer of an engine in a scope. Rejects with what the layer fails with. */
export const stepServices = async (
  engine: Context.Context<never>,
  layer: Layer.Layer<never, unknown> | undefined,
  scope: Scope.Scope,
): Promise<StepServices> => {
  if (layer === undefined) return { context: engine, running: new Set() }
  const run = Effect.runPromiseWith(engine)
  const built = await run(Layer.buildWithScope(layer, scope))
  const running = new Set<Promise<unknown>>()
  const rest = Effect.promise(() => Promise.allSettled(running)).pipe(Effect.timeoutOption(grace))
  await run(Scope.addFinalizer(scope, rest))
  return { context: Context.merge(engine, built), running }
}

import type { StepContext, StepDefinition } from "@statewright/workflow"
import type { StepServices } from "./step-services.ts"

/** Under it the `run` of an effect step takes the services of its engine, in whatever copy of this package. */
export const effectRun: unique symbol = Symbol.for("statewright.effect-run")

/** Runs the code of a step within the services of an engine. */
export type EffectRun = (input: unknown, context: StepContext, services: StepServices) => Promise<unknown>

/** Runs the author's code; an effect gets the services of the engine. */
export const callRun = (
  { run }: Pick<StepDefinition, "run"> & { readonly run: { readonly [effectRun]?: EffectRun } },
  input: unknown,
  context: StepContext,
  services: StepServices,
): Promise<unknown> => run[effectRun]?.(input, context, services) ?? run(input, context)

import type * as Effect from "effect/Effect"
import { step } from "@statewright/workflow"
import type {
  AnsweredBy,
  FailureType,
  InstanceOf,
  NonRetryable,
  ReceivedBy,
  ReturnedBy,
  Schema,
  Step,
  StepContext,
  StepOptions,
  Unchecked,
  Written,
} from "@statewright/workflow"
import { effectRun, type EffectRun } from "./effect-run.ts"
import { runEffect } from "./run-effect.ts"
import { noServices } from "./step-services.ts"

/** What an author says of an effect step: what is said of every step, and a `run` that returns an effect. */
export interface EffectStepOptions<
  Given,
  Input,
  Output extends Schema<Written, unknown>,
  Errors extends readonly FailureType[],
  Result,
> extends Omit<StepOptions<Given, Input, Output, Errors, Result>, "run"> {
  /**
   * It may fail with what the step declares in `errors`, and with `NonRetryable`: of all else it must say what becomes of it,
   * by `Effect.orDie` if nothing. Its requirements are met by the `layer` of `createEngine`.
   */
  readonly run: (
    input: ReceivedBy<Input, Output>,
    context: StepContext,
  ) => Effect.Effect<ReturnedBy<Output, Result>, InstanceOf<Errors> | NonRetryable, unknown>
}

/**
 * Defines a step whose code is an effect. What ends its attempt interrupts it: a timeout, a cancellation, the end of the
 * engine; its finalizers have 10 seconds then. A service that the layer does not give is `ServiceMissing`.
 *
 * @example
 * export const charge = effectStep("charge", {
 *   errors: [CardDeclined],
 *   run: Effect.fn("charge")(function* ({ cents }: Order, { idempotencyKey }) {
 *     const bank = yield* Bank
 *     return yield* bank.charge(cents, idempotencyKey)
 *   }),
 * })
 */
export function effectStep<
  Input = void,
  Output extends Schema<Written, unknown> = Unchecked,
  const Errors extends readonly FailureType[] = [],
  Result extends Written = Written,
  Given = Input,
>(
  name: string,
  options: EffectStepOptions<Given, Input, Output, Errors, Result>,
): Step<Given, AnsweredBy<Output, Result>, InstanceOf<Errors>> {
  const { run } = options
  const runWithin: EffectRun = async (input, context, services) =>
    // Whoever calls it has parsed the input with the schema of the options.
    runEffect(name, run(input as ReceivedBy<Input, Output>, context), context, services)
  const natively = (input: unknown, context: StepContext): Promise<unknown> => runWithin(input, context, noServices)
  return step(name, {
    ...options,
    // A `run` that is none is refused there. What it resolves to, its type above says.
    run: (typeof run === "function" ? Object.assign(natively, { [effectRun]: runWithin }) : run) as never,
  })
}

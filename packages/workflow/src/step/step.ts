import { breakerPolicy } from "../breaker/breaker.ts"
import { cachePolicy } from "../cache/cache-policy.ts"
import { currentCalls } from "../call/calls.ts"
import { deadLetterPolicy } from "../dead-letter/dead-letter-policy.ts"
import { durationMillis } from "../duration/duration.ts"
import { InvalidDuration } from "../duration/invalid-duration.ts"
import type { FailureType, InstanceOf } from "../failure/failure-type.ts"
import { limits } from "../limit/limits.ts"
import { checkName } from "../name/check-name.ts"
import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { aFunction, anything, failures, flag, schema } from "../option/option-kind.ts"
import { owed } from "../region/region.ts"
import { retryPolicy } from "../retry/retry-policy.ts"
import type { AnsweredBy, Schema, Unchecked, Written } from "../schema/schema.ts"
import { runNatively } from "./run-natively.ts"
import type { StepDefinition } from "./step-definition.ts"
import type { StepOptions } from "./step-options.ts"

/** Marks a step of whatever copy of this package. */
export const stepBrand: unique symbol = Symbol.for("statewright.step")

/** What can be said at one call of a step. */
export interface CallOptions {
  /** The id of the wait in the workflow, in place of the step's name: keeps a call apart from its equals. */
  readonly id?: string
}

/** One durable unit of work: call it in a workflow and await it. */
export interface Step<Input, Output, Failure = never> {
  (input: Input): Promise<Output>
  readonly name: string
  readonly [stepBrand]: 1
  readonly definition: StepDefinition<Failure>
  /**
   * The same step, with something said about this one call.
   *
   * @example await charge.with({ id: "deposit" })({ orderId, cents: 500 })
   */
  with(options: CallOptions): Step<Input, Output, Failure>
}

/**
 * Defines a step: code that may do anything, whose result is stored before the workflow goes on.
 *
 * @example
 * export const charge = step("charge", {
 *   input: z.object({ orderId: z.string(), cents: z.number().int() }),
 *   output: z.object({ receipt: z.string() }),
 *   run: async ({ orderId, cents }, { signal, idempotencyKey }) => pay(orderId, cents, { signal, idempotencyKey }),
 * })
 */
export function step<
  Input = void,
  Output extends Schema<Written, unknown> = Unchecked,
  const Errors extends readonly FailureType[] = [],
  Result extends Written = Written,
  Given = Input,
>(
  name: string,
  options: StepOptions<Given, Input, Output, Errors, Result>,
): Step<Given, AnsweredBy<Output, Result>, InstanceOf<Errors>> {
  const definition = define(name, options)
  const call = (input: unknown): Promise<unknown> => {
    const calls = currentCalls()
    return owed() ?? (calls === undefined ? runNatively(definition, input) : calls.step(definition, input))
  }
  const made = Object.assign(call, {
    [stepBrand]: 1,
    definition,
    with: ({ id }: CallOptions) => {
      if (id !== undefined) checkName("call", id)
      return made
    },
  })
  Object.defineProperty(made, "name", { value: name })
  // The types of the schemas were erased in the definition; the options above are their proof.
  return made as unknown as Step<Given, AnsweredBy<Output, Result>, InstanceOf<Errors>>
}

/** Whether a value is a step, made by whatever copy of this package. */
export const isStep = (value: unknown): value is Step<never, unknown, unknown> =>
  typeof value === "function" && stepBrand in value

const define = <Given, Input, Output extends Schema<Written, unknown>, Errors extends readonly FailureType[], Result>(
  name: string,
  options: StepOptions<Given, Input, Output, Errors, Result>,
): StepDefinition => {
  checkName("step", name)
  checkOptions(`step("${name}")`, options, optionKinds)
  const { input, output, errors = [], retry, timeout, deadline, breaker, cache, deadLetter, run } = options
  const tags = errors.map(({ tag }) => tag)
  return {
    name,
    errors,
    ...(input && { input }),
    ...(output && { output }),
    ...(retry && { retry: retryPolicy(name, retry, tags) }),
    ...(timeout !== undefined && { timeout: positive(timeout) }),
    ...(deadline !== undefined && { deadline: positive(deadline) }),
    ...(breaker && { breaker: breakerPolicy(name, breaker) }),
    ...(cache !== undefined && { cache: cachePolicy(name, cache) }),
    ...(deadLetter !== undefined && { deadLetter: deadLetterPolicy(name, deadLetter) }),
    ...limits(`step \`${name}\``, options),
    // Whoever calls it has parsed the input with the schema above.
    run: run as StepDefinition["run"],
  }
}

const optionKinds: OptionKinds<
  StepOptions<unknown, unknown, Schema<Written, unknown>, readonly FailureType[], Written>
> = {
  input: schema,
  output: schema,
  errors: failures,
  retry: anything,
  idempotent: flag,
  timeout: anything,
  deadline: anything,
  breaker: anything,
  cache: anything,
  deadLetter: anything,
  concurrency: anything,
  rate: anything,
  run: { ...aFunction, required: true },
}

const positive = (timeout: NonNullable<Parameters<typeof durationMillis>[0]>): number => {
  const milliseconds = durationMillis(timeout)
  if (milliseconds === 0) throw new InvalidDuration(timeout)
  return milliseconds
}

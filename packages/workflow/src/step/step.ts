import { stepBreaker } from "../breaker/breaker.ts"
import { cachePolicy } from "../cache/cache-policy.ts"
import { deadLetterPolicy } from "../dead-letter/dead-letter-policy.ts"
import { durationMillis } from "../duration/duration.ts"
import { InvalidDuration } from "../duration/invalid-duration.ts"
import type { FailureType, InstanceOf } from "../failure/failure-type.ts"
import { limits } from "../limit/limits.ts"
import { checkName } from "../name/check-name.ts"
import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { aFunction, anything, failures, flag, schema } from "../option/option-kind.ts"
import { checkRetry } from "../retry/check-retry.ts"
import type { AnsweredBy, Schema, Unchecked, Written } from "../schema/schema.ts"
import { madeStep, type Step } from "./made-step.ts"
import type { StepDefinition } from "./step-definition.ts"
import type { StepOptions } from "./step-options.ts"

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
  // The types of the schemas were erased in the definition; the options above are their proof.
  return madeStep(definition) as unknown as Step<Given, AnsweredBy<Output, Result>, InstanceOf<Errors>>
}

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
    ...(retry !== undefined && { retry: checkRetry(`step \`${name}\``, retry, tags) }),
    ...(timeout !== undefined && { timeout: positive(timeout) }),
    ...(deadline !== undefined && { deadline: positive(deadline) }),
    ...(breaker !== undefined && { breaker: stepBreaker(name, breaker, tags) }),
    ...(cache !== undefined && { cache: cachePolicy(name, cache) }),
    ...(deadLetter !== undefined && { deadLetter: deadLetterPolicy(name, deadLetter, tags) }),
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

import { checkName } from "../name/check-name.ts"
import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { aFunction, anything, oneOf } from "../option/option-kind.ts"
import { InvalidOption } from "../option/invalid-option.ts"
import { isStep, type Step } from "../step/made-step.ts"
import { assertionSource } from "./assertion-source.ts"
import { schemaOf } from "./schema-of.ts"
import type { ValidateMode } from "./validate-mode.ts"
import type { AnySchema, ValidateOptions, ValidOf } from "./validate-options.ts"
import type { Assertion, Validation } from "./validation.ts"
import { validationStep } from "./validation-step.ts"

/**
 * Validates a value in a workflow, as a step of its own: by any Standard Schema or JSON Schema, then by named assertions,
 * then by steps; and answers what the schema, and `transform` behind all of them, make of it. Throws `ValidationFailed`
 * with every issue and its path, unless `mode` is `"warn"`.
 *
 * @example
 * const order = await validate(json, Order, {
 *   assert: { "has lines": (order) => order.lines.length > 0 },
 *   transform: (order) => ({ ...order, total: order.lines.reduce((sum, line) => sum + line.cents, 0) }),
 * })
 */
export const validate = <Given, S extends AnySchema, const Mode extends ValidateMode = "strict", Result = ValidOf<S>>(
  value: Given,
  schema: S,
  options: ValidateOptions<ValidOf<S>, Result, Mode> = {},
): Promise<Mode extends "warn" ? Result | Given : Result> => {
  checkOptions("validate", options, optionKinds)
  const { id, validators = [], transform } = options
  if (id !== undefined) checkName("call", id)
  const checks = validationOf(schema, options)
  const answer =
    validators.length === 0
      ? validationStep("validate", checks)(value)
      : inTurn(value, checks, validators, transform as Validation["transform"]) // its type is that of the valid value
  // What the schema and `transform` make of the value is what their types say.
  return answer as Promise<Mode extends "warn" ? Result | Given : Result>
}

const inTurn = async (
  given: unknown,
  checks: Validation,
  validators: readonly Step<never, unknown, unknown>[],
  transform: Validation["transform"],
): Promise<unknown> => {
  const value = await validationStep("validate", checks)(given)
  // Their inputs have the type of the valid value.
  for (const validator of validators) await validator(value as never)
  if (transform === undefined) return value
  return validationStep("validate", { mode: "strict", asserts: [], transform })(value)
}

const validationOf = <Valid, Result, Mode extends ValidateMode>(
  schema: AnySchema,
  { mode = "strict", assert = {}, transform, validators = [] }: ValidateOptions<Valid, Result, Mode | "strict">,
): Validation => {
  if (mode === "warn" && validators.length > 0) throw new InvalidOption("validate", stepsFail, awaitThem)
  return {
    schema: schemaOf(schema),
    mode,
    asserts: Object.entries(assert).map(
      ([name, holds]) => [name, holds as Assertion[1], assertionSource(holds)] as const,
    ), // as above
    // With steps in between, it is a validation of its own.
    ...(transform !== undefined && validators.length === 0 && { transform: transform as (value: unknown) => unknown }), // as above
  }
}

const stepsFail = "its `validators` are steps, and what a step throws is no warning"
const awaitThem = "Leave out `mode`, or await the steps behind it in a `try`."

const optionKinds: OptionKinds<ValidateOptions<never, unknown, ValidateMode>> = {
  id: anything,
  mode: oneOf("strict", "warn"),
  assert: {
    is: "an object of functions",
    holds: (value) =>
      typeof value === "object" && value !== null && Object.values(value).every((each) => typeof each === "function"),
  },
  validators: { is: "a list of steps", holds: (value) => Array.isArray(value) && value.every(isStep) },
  transform: aFunction,
}

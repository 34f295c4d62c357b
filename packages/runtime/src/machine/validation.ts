import {
  type AnySchema,
  type Assertion,
  schemaOf,
  type Step,
  type Validation,
  validationStep,
  type ValidOf,
} from "@statewright/workflow"

/** What codegen prints of a call of `validate` beside its schema. */
export interface ValidationSource<S extends AnySchema> {
  /** It was validated before, and steps have looked at it since: only `transform` is left. */
  readonly isValid?: true
  readonly mode?: "warn"
  /** By name, with the author's own text. */
  readonly assert?: readonly (readonly [name: string, holds: (value: ValidOf<S>) => boolean, source: string])[]
  readonly transform?: (value: ValidOf<S>) => unknown
}

/**
 * The step that a call of `validate` becomes.
 *
 * @example
 * validation("validate", Order, { assert: [["has lines", (order) => order.lines.length > 0, "order.lines.length > 0"]] })
 */
export const validation = <const S extends AnySchema>(
  name: string,
  schema: S,
  { isValid, mode, assert = [], transform }: ValidationSource<S> = {},
): Step<unknown, unknown, unknown> =>
  validationStep(name, {
    ...(isValid === undefined && { schema: schemaOf(schema) }),
    mode: mode ?? "strict",
    // The machine is printed from the call that typed them.
    asserts: assert as readonly Assertion[],
    ...(transform !== undefined && { transform: transform as NonNullable<Validation["transform"]> }), // as above
  })

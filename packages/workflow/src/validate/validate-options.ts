import type { ParsedOf, Schema } from "../schema/schema.ts"
import type { Step } from "../step/made-step.ts"
import type { JsonSchema } from "./json-schema-check.ts"
import type { ValidateMode } from "./validate-mode.ts"

/** Any schema that follows Standard Schema, or a JSON Schema. */
// oxlint-disable-next-line typescript/no-explicit-any -- what a schema accepts stands on the left and on the right
export type AnySchema = Schema<any, unknown> | JsonSchema

/** The type that a schema makes of what it accepts; of a JSON Schema only `jsonSchema<Value>(...)` says it. */
export type ValidOf<S extends AnySchema> = S extends Schema ? ParsedOf<S> : unknown

/** What can be said of one validation. */
export interface ValidateOptions<Valid, Result, Mode extends ValidateMode> {
  /** The id of the wait in the workflow, in place of `validate`. */
  readonly id?: string
  /**
   * `strict`: what does not fit fails with `ValidationFailed`. `warn`: what does not fit is logged and recorded, and the
   * run goes on with the value as it was given. Default `strict`.
   */
  readonly mode?: Mode
  /** What must hold beside the schema, by name; one that does not is reported with its source text. */
  readonly assert?: Readonly<Record<string, (value: Valid) => boolean>>
  /** Steps that are called one after the other with the valid value; what one throws fails the validation. */
  readonly validators?: readonly Step<Valid, unknown, unknown>[]
  /** What the valid value becomes. */
  readonly transform?: (value: Valid) => Result
}

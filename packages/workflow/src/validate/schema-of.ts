import { InvalidOption } from "../option/invalid-option.ts"
import { schema as aSchema } from "../option/option-kind.ts"
import type { Schema } from "../schema/schema.ts"
import { jsonSchema } from "./json-schema.ts"
import type { JsonSchema } from "./json-schema-check.ts"
import type { AnySchema } from "./validate-options.ts"

/** A schema as it is, and a JSON Schema as one, made once. Throws `InvalidJsonSchema` and `InvalidOption`. */
export const schemaOf = (given: AnySchema): Schema => {
  if (isSchema(given)) return given
  if (typeof given === "boolean") return jsonSchema(given)
  if (typeof given !== "object" || given === null) {
    throw new InvalidOption(
      "validate",
      "its schema is none",
      "Give it a schema: zod, valibot, arktype, Effect Schema, or a JSON Schema.",
    )
  }
  const known = made.get(given) ?? jsonSchema(given)
  made.set(given, known)
  return known
}

const made = new WeakMap<JsonSchema & object, Schema>()

const isSchema = (given: AnySchema): given is Schema<any, unknown> => aSchema.holds(given) // oxlint-disable-line typescript/no-explicit-any -- as `AnySchema` has it

import type { Schema } from "../schema/schema.ts"
import { InvalidJsonSchema } from "./invalid-json-schema.ts"
import { type JsonSchema, jsonSchemaCheck } from "./json-schema-check.ts"

/** Marks a schema that `jsonSchema` made, of whatever copy of this package; holds what proves it. */
const brand: unique symbol = Symbol.for("statewright.jsonSchema")

/**
 * A JSON Schema as a schema for every boundary: the input and output of workflows and steps, events, and `validate`. It
 * checks and changes nothing: `default` fills nothing in. What it is not, the engine says when it starts, and before that
 * whoever uses it first. Throws `InvalidJsonSchema` where it is no JSON at all.
 *
 * @example
 * const Order = jsonSchema<{ id: string }>({ type: "object", properties: { id: { type: "string" } }, required: ["id"] })
 */
export const jsonSchema = <Value = unknown>(schema: JsonSchema): Schema<Value> => {
  const check = jsonSchemaCheck(plainJson(schema))
  const made = {
    "~standard": { version: 1 as const, vendor: "statewright", validate: check.validate },
    [brand]: check.prove,
  }
  // The type is what its author says that the schema says.
  return made as Schema as Schema<Value>
}

/**
 * Rejects with `InvalidJsonSchema` if a schema was made of what is no JSON Schema.
 *
 * @example await proveSchema(definition.input, "input of step `charge`")
 */
export const proveSchema = async (schema: Schema | undefined, place: string): Promise<void> => {
  const prove: unknown = schema === undefined ? undefined : Reflect.get(schema, brand)
  if (typeof prove === "function") await prove(place)
}

const plainJson = (schema: JsonSchema): JsonSchema => {
  const isSchema =
    typeof schema === "boolean" || (typeof schema === "object" && schema !== null && !Array.isArray(schema))
  if (!isSchema) throw new InvalidJsonSchema("call of `jsonSchema`", "it is neither an object nor `true` or `false`")
  try {
    // A copy: what its author does to it later is not what was proved.
    return JSON.parse(JSON.stringify(schema)) as JsonSchema // an object gives an object
  } catch (cause) {
    throw new InvalidJsonSchema("call of `jsonSchema`", `it is no JSON (${String(cause)})`)
  }
}

import type { StandardSchemaV1 } from "@standard-schema/spec"
import { InvalidJsonSchema } from "../validate/invalid-json-schema.ts"
import type { Schema } from "./schema.ts"
import { ValidationFailed, type ValidationIssue } from "./validation-failed.ts"

/**
 * Gives what a schema makes of a value, or rejects with `ValidationFailed`; without a schema, the value.
 *
 * @example const order = await parse(Order, json, "input of workflow `fulfil`")
 */
export const parse = async (schema: Schema | undefined, value: unknown, boundary: string): Promise<unknown> => {
  if (schema === undefined) return value
  const result = await validate(schema, value, boundary)
  return accept(result, boundary)
}

/** Like `parse`, for a place that cannot wait; an async schema gives `undefined`. */
export const parseNow = (schema: Schema, value: unknown, boundary: string): { readonly value: unknown } | undefined => {
  const result = validate(schema, value, boundary)
  if (!(result instanceof Promise)) return { value: accept(result, boundary) }
  // Nobody will wait for it, so nobody else would handle its rejection.
  result.catch(() => {})
  return undefined
}

type Validated = StandardSchemaV1.Result<unknown>

const validate = (schema: Schema, value: unknown, boundary: string): Validated | Promise<Validated> => {
  // An author's transform may throw; the caller is to see one kind of error.
  const threw = (cause: unknown): never => {
    if (cause instanceof InvalidJsonSchema) throw cause
    throw new ValidationFailed(boundary, [{ path: "", message: `the schema threw ${String(cause)}` }], cause)
  }
  try {
    const result = schema["~standard"].validate(value)
    return result instanceof Promise ? result.catch(threw) : result
  } catch (cause) {
    return threw(cause)
  }
}

const accept = (result: Validated, boundary: string): unknown => {
  if (result.issues === undefined) return result.value
  throw new ValidationFailed(boundary, result.issues.map(issue))
}

const issue = ({ message, path = [] }: StandardSchemaV1.Issue): ValidationIssue => ({ message, path: pathText(path) })

const pathText = (path: NonNullable<StandardSchemaV1.Issue["path"]>): string => {
  let text = ""
  for (const segment of path) {
    const key = typeof segment === "object" ? segment.key : segment
    if (typeof key === "string" && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) text += text === "" ? key : `.${key}`
    else text += `[${typeof key === "string" ? JSON.stringify(key) : String(key)}]`
  }
  return text
}

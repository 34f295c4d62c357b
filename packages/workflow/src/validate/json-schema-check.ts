import type { StandardSchemaV1 } from "@standard-schema/spec"
import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js"
import { InvalidJsonSchema } from "./invalid-json-schema.ts"
import { issuesOf } from "./json-schema-issues.ts"

/** A JSON Schema of draft 2020-12: what `JSON.parse` gives of one. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

/** What is done with a JSON Schema. */
export interface JsonSchemaCheck {
  /** As Standard Schema asks for it: at once, but for the first time. */
  readonly validate: (value: unknown) => Result | Promise<Result>
  /** Rejects with `InvalidJsonSchema`, which names the place, unless it is one. */
  readonly prove: (place: string) => Promise<void>
}

type Result = StandardSchemaV1.Result<unknown>

/** Checks values by a JSON Schema; Ajv is loaded when it is asked for the first time. */
export const jsonSchemaCheck = (schema: JsonSchema): JsonSchemaCheck => {
  let ready: ValidateFunction | undefined
  let compiling: Promise<ValidateFunction> | undefined
  const compiled = (place: string): Promise<ValidateFunction> => {
    compiling ??= compile(schema).then((check) => (ready = check))
    return compiling.catch((cause: unknown) => {
      throw new InvalidJsonSchema(place, cause instanceof Error ? cause.message : String(cause))
    })
  }
  return {
    validate: (value) =>
      ready === undefined ? compiled("value").then((check) => resultOf(check, value)) : resultOf(ready, value),
    prove: async (place) => void (await compiled(place)),
  }
}

const compile = async (schema: JsonSchema): Promise<ValidateFunction> => {
  const { Ajv2020, formats } = await library()
  const ajv = new Ajv2020({
    allErrors: true,
    // A keyword that is not the standard's is a slip of the pen; the other strictnesses refuse what the standard allows.
    strictSchema: true,
    strictNumbers: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    ownProperties: true,
    logger: false,
  })
  formats(ajv)
  return ajv.compile(schema)
}

type Library = Promise<{
  readonly Ajv2020: typeof Ajv2020
  readonly formats: (ajv: Ajv2020) => unknown
}>

let loaded: Library | undefined

const library = (): Library =>
  (loaded ??= (async () => {
    const [{ Ajv2020 }, formats] = await Promise.all([import("ajv/dist/2020.js"), import("ajv-formats")])
    return { Ajv2020, formats: formats.default.default }
  })())

const resultOf = (check: ValidateFunction, value: unknown): Result =>
  check(value) ? { value } : { issues: issuesOf(check.errors ?? [], value) }

import { parse } from "../schema/parse.ts"
import type { Schema } from "../schema/schema.ts"
import { ValidationFailed, type ValidationIssue } from "../schema/validation-failed.ts"
import type { ValidateMode } from "./validate-mode.ts"

/** What one validation does, without the steps that validate. */
export interface Validation {
  readonly schema?: Schema
  readonly mode: ValidateMode
  readonly asserts: readonly Assertion[]
  readonly transform?: (value: unknown) => unknown
}

/** What must hold of a value, by its name; and how its author wrote it. */
export type Assertion = readonly [name: string, holds: (value: unknown) => unknown, source: string]

/** What a validation came to. */
export interface Validated {
  readonly value: unknown
  /** What a validation that only warns has found; it answers the value as it was given. */
  readonly warnings: readonly ValidationIssue[]
}

/** Validates a value. Rejects with `ValidationFailed` in mode `strict`. */
export const validated = async (validation: Validation, given: unknown): Promise<Validated> => {
  const { mode, transform } = validation
  const found = await valid(validation, given)
  if (!found.ok && mode === "strict") throw found.error
  if (!found.ok) return { value: given, warnings: found.error.issues }
  return { value: transform === undefined ? found.value : await transform(found.value), warnings: [] }
}

type Found = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ValidationFailed }

const valid = async ({ schema, asserts }: Validation, given: unknown): Promise<Found> => {
  try {
    const value = await parse(schema, given, boundary)
    const issues = asserts.flatMap((assertion) => problemOf(assertion, value))
    return issues.length === 0 ? { ok: true, value } : { ok: false, error: new ValidationFailed(boundary, issues) }
  } catch (error) {
    if (error instanceof ValidationFailed) return { ok: false, error }
    throw error
  }
}

const boundary = "value given to `validate`"

const problemOf = ([name, holds, source]: Assertion, value: unknown): readonly ValidationIssue[] => {
  const problem = (how: string): readonly ValidationIssue[] => [
    { path: "", message: `assertion ${JSON.stringify(name)} ${how}: ${source}`, assertion: name, source },
  ]
  try {
    const answer = holds(value)
    if (answer === true) return []
    if (answer === false) return problem("failed")
    // Nobody waits for a promise here, so nobody else would handle its rejection.
    if (answer instanceof Promise) answer.catch(() => {})
    return problem("answered neither true nor false")
  } catch (error) {
    return problem(`threw ${error instanceof Error ? `${error.name} (${error.message})` : String(error)}`)
  }
}

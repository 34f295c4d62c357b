import { meaningOf } from "../1-read/meaning-of.ts"
import { optionOf } from "../1-read/option-of.ts"
import type { ts } from "../1-read/syntax.ts"

/**
 * What passes the boundary of a step or a workflow, as plain data: its schemas and errors, and what of the project they
 * are made from. A schema is code, and codegen runs none of it: two ways to write the same schema differ here. The package
 * that schemas are made with is left out, since another version of it reads the same values.
 */
export const boundaryForm = (call: ts.CallExpression, checker: ts.TypeChecker): unknown =>
  ["input", "output", "errors"].map((key) => {
    const option = optionOf(call, key)
    return option === undefined ? [] : schemaForm(option, checker)
  })

/** What a schema is made from. */
export const schemaForm = (schema: ts.Expression, checker: ts.TypeChecker): unknown => {
  const { form, links, reached } = meaningOf(schema, checker)
  return [form, links, reached]
}

import type { ts } from "../1-read/syntax.ts"

/** A validation as it is printed beside the code of its workflow, whatever the run. */
export interface PrintedValidation {
  readonly schema: string
  /** What stands behind it, each as a property. */
  readonly options: readonly string[]
  /** The author's expression that `schema` was made from. */
  readonly schemaNode: ts.Expression
}

/** A validation of a workflow: the constant that holds it, and the name of its step. */
export interface NamedValidation extends PrintedValidation {
  readonly constant: string
  readonly step: string
}

/** The validations of one workflow; two that are written alike are one. */
export interface Validations {
  /** Answers the name of its constant. */
  readonly take: (validation: PrintedValidation) => string
  readonly all: () => readonly NamedValidation[]
}

/** `steps`: the names of the author's own. */
export const validations = (
  workflowName: string,
  steps: ReadonlySet<string>,
  free: (name: string) => string,
): Validations => {
  const known = new Map<string, NamedValidation>()
  const names = new Set(steps)
  return {
    take: (validation) => {
      const key = JSON.stringify([validation.schema, validation.options])
      const before = known.get(key)
      if (before !== undefined) return before.constant
      let step = "validate"
      for (let n = 2; names.has(step); n++) step = `validate_${n}`
      names.add(step)
      const constant = free(`${workflowName}${step.charAt(0).toUpperCase()}${step.slice(1)}`)
      known.set(key, { ...validation, constant, step })
      return constant
    },
    all: () => [...known.values()],
  }
}

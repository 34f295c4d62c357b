import type { Schema } from "../schema/schema.ts"
import type { Validated } from "../validate/validation.ts"

/** A step of the framework's own: no policy stands around it, and in a test it runs as it is. */
export interface BuiltIn {
  /** The word that it is called by in a workflow. */
  readonly name: "validate"
  readonly schema?: Schema
  readonly run: (value: unknown) => Promise<Validated>
}

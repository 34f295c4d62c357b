import type { CheckedRunOptions } from "./child-options.ts"
import type { WorkflowDefinition } from "./workflow-definition.ts"

/** What whoever answers for a run is asked for where one workflow starts another. */
export interface RunCall {
  readonly workflow: WorkflowDefinition
  readonly input: unknown
  /** How the run ends, or at once what names it. */
  readonly answers: "end" | "ref"
  readonly options: CheckedRunOptions
}

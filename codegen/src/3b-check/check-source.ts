import type { ts } from "../1-read/syntax.ts"
import type { StepSource, WorkflowSource } from "../1-read/workflow-source.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { discardedErrors } from "./discarded-error.ts"
import { retriedStep } from "./retried-step.ts"
import { unreachableCode } from "./unreachable.ts"

/** What of a project is looked at. */
interface Checked {
  readonly workflows: readonly WorkflowSource[]
  readonly steps: readonly StepSource[]
}

/** What is probably a mistake and can be seen in the source alone: it is said of what is refused too. */
export const checkSource = ({ workflows, steps }: Checked, checker: ts.TypeChecker): Diagnostic[] => [
  ...workflows.flatMap(({ body }) => [...unreachableCode(body.body, checker), ...discardedErrors(body)]),
  ...steps.flatMap((step) => retriedStep(step, checker)),
]

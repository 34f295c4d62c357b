import { reachedHelpers } from "../1-read/reached-helpers.ts"
import type { ts } from "../1-read/syntax.ts"
import type { StepSource, WorkflowSource } from "../1-read/workflow-source.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { answersOf } from "./answers.ts"
import { deadEnds } from "./dead-end.ts"
import { discardedErrors } from "./discarded-error.ts"
import { endlessRecursion } from "./endless-recursion.ts"
import { retriedStep } from "./retried-step.ts"
import { unreachableCode } from "./unreachable.ts"

/** What of a project is looked at. */
interface Checked {
  readonly workflows: readonly WorkflowSource[]
  readonly steps: readonly StepSource[]
}

/** What is probably a mistake and can be seen in the source alone: it is said of what is refused too. */
export const checkSource = ({ workflows, steps }: Checked, checker: ts.TypeChecker): Diagnostic[] => {
  const answers = answersOf(checker)
  const helpers = workflows.flatMap(({ body }) => reachedHelpers(body, checker))
  const bodies = new Set([...workflows, ...helpers].map(({ body }) => body))
  return [
    ...[...bodies].flatMap((body) => [
      ...unreachableCode(body.body, { answers }),
      ...discardedErrors(body),
      ...deadEnds(body, checker),
    ]),
    ...endlessRecursion([...new Map(helpers.map((helper) => [helper.body, helper])).values()], checker),
    ...steps.flatMap((step) => retriedStep(step, checker)),
  ]
}

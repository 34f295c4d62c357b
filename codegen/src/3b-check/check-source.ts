import type { ts } from "../1-read/syntax.ts"
import type { WorkflowSource } from "../1-read/workflow-source.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { discardedErrors } from "./discarded-error.ts"
import { unreachableCode } from "./unreachable.ts"

/** What is probably a mistake and can be seen in the source alone: it is said of what is refused too. */
export const checkSource = ({ body }: WorkflowSource, checker: ts.TypeChecker): readonly Diagnostic[] => [
  ...unreachableCode(body.body, checker),
  ...discardedErrors(body),
]

import { authoringWord } from "./authoring-word.ts"
import type { ts } from "./syntax.ts"

/** `Step` or `Workflow`; a workflow whose schema changes its input is a `Workflow` and more. */
export const typeWordOf = (type: ts.Type, checker: ts.TypeChecker): "Step" | "Workflow" | undefined => {
  const parts = type.isIntersection() ? type.types : [type]
  const words = parts.map((part) => authoringWord(part.getSymbol(), checker))
  return words.find((word) => word === "Step" || word === "Workflow")
}

import { authoringWord } from "./authoring-word.ts"
import type { ts } from "./syntax.ts"

/** Whether a name stands for a step or a workflow: its code is none of the workflow's that names it. */
export const isDurable = (name: ts.Identifier, checker: ts.TypeChecker): boolean => {
  const type = checker.getTypeAtLocation(name)
  return (type.isIntersection() ? type.types : [type]).some((part) => {
    const word = authoringWord(part.getSymbol(), checker)
    return word === "Step" || word === "Workflow"
  })
}

import { optionOf } from "../1-read/option-of.ts"
import { placeOf } from "../1-read/place-of.ts"
import type { ChildSource, WorkflowSource } from "../1-read/workflow-source.ts"
import { type Diagnostic, diagnostic, type Related } from "../diagnostic/diagnostic.ts"
import type { WorkflowEdge } from "./workflow-edges.ts"

/** Refuses sub-workflows and chained ones that no engine of this project would know, and whose end nobody could rely on. */
export const refusedChildren = (
  edges: readonly WorkflowEdge[],
  { all, sound }: { readonly all: readonly WorkflowSource[]; readonly sound: readonly WorkflowSource[] },
): readonly Diagnostic[] =>
  edges.flatMap(({ to, at, kind }) => {
    if (!sound.some((workflow) => isSame(workflow, to))) {
      const isKnown = all.some((workflow) => isSame(workflow, to))
      const what = isKnown ? "is refused itself" : "is declared in no workflow file of this project"
      const problem = `\`${to.name}\` ${what}`
      return [diagnostic("SW1009", placeOf(at), { problem }, declaredHere(to))]
    }
    return kind === "child" && optionOf(to.call, "output") === undefined
      ? [diagnostic("SW1010", placeOf(at), { name: to.name }, declaredHere(to))]
      : []
  })

/** A file may have been parsed anew since. */
const isSame = ({ name, call }: WorkflowSource, to: ChildSource): boolean =>
  name === to.name && call.pos === to.call.pos && call.getSourceFile().fileName === to.call.getSourceFile().fileName

const declaredHere = ({ declaration }: ChildSource): readonly Related[] => [
  { ...placeOf(declaration.name), label: "declared here" },
]

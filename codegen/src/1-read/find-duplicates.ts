import { relative } from "node:path"

import { diagnostic, type Diagnostic, type Related } from "../diagnostic/diagnostic.ts"
import { placeOf } from "./place-of.ts"
import type { ts } from "./syntax.ts"
import { posix } from "./workflow-files.ts"
import type { StepSource, WorkflowSource } from "./workflow-source.ts"

/** What has names that must be unique. */
interface Named {
  readonly workflows: readonly WorkflowSource[]
  readonly steps: readonly StepSource[]
}

/** Names that two workflows or two steps of a project share: the later one is refused, and points at the first. */
export const findDuplicates = ({ workflows, steps }: Named, root: string): Diagnostic[] => {
  const facts = (name: string, first: ts.CallExpression) => ({
    name,
    file: posix(relative(root, first.getSourceFile().fileName)),
  })
  return [
    ...repeated(workflows).map(([again, first]) =>
      diagnostic("SW1002", placeOf(nameNode(again.call)), facts(again.name, first.call), declaredHere(first.call)),
    ),
    ...repeated(steps).map(([again, first]) =>
      diagnostic("SW1005", placeOf(nameNode(again.call)), facts(again.name, first.call), declaredHere(first.call)),
    ),
  ]
}

/** Every later one of a name, with the first one. */
const repeated = <One extends { readonly name: string }>(all: readonly One[]): [One, One][] => {
  const first = new Map<string, One>()
  return all.flatMap((one): [One, One][] => {
    const earlier = first.get(one.name)
    if (earlier === undefined) first.set(one.name, one)
    return earlier === undefined ? [] : [[one, earlier]]
  })
}

const nameNode = (call: ts.CallExpression): ts.Node => call.arguments[0] ?? call

const declaredHere = (call: ts.CallExpression): Related[] => [{ ...placeOf(nameNode(call)), label: "declared here" }]

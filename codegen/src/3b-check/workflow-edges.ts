import type { ts } from "../1-read/syntax.ts"
import type { ChildSource, WorkflowSource } from "../1-read/workflow-source.ts"

/** One workflow starts another, or chains it. */
export interface WorkflowEdge {
  readonly from: WorkflowSource
  readonly to: ChildSource
  readonly kind: "child" | "detached" | "chain"
  /** Where it says so. */
  readonly at: ts.CallExpression
  /** Only where a condition of the author's holds. */
  readonly isConditional?: boolean
}

/** The names of the workflows through which an edge leads back to where it begins, its target first; `undefined` if it does not. */
export const wayBack = ({ from, to }: WorkflowEdge, edges: readonly WorkflowEdge[]): readonly string[] | undefined => {
  const before = new Map<string, string | undefined>([[to.name, undefined]])
  // A Map goes on with what is added while it is walked: the shortest way is found first.
  for (const [name] of before) {
    if (name === from.name) return pathTo(name, before)
    for (const edge of edges) {
      if (edge.from.name === name && !before.has(edge.to.name)) before.set(edge.to.name, name)
    }
  }
  return undefined
}

const pathTo = (end: string, before: ReadonlyMap<string, string | undefined>): readonly string[] => {
  const path: string[] = []
  for (let name = before.get(end); name !== undefined; name = before.get(name)) path.unshift(name)
  return path
}

/** ` through `a` and `b``; nothing where it leads back at once. */
export const throughText = (path: readonly string[]): string =>
  path.length === 0 ? "" : ` through ${path.map((name) => `\`${name}\``).join(", then ")}`

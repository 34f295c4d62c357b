import { elkLayout } from "./elk.ts"
import type { ElkNode } from "./elk.ts"
import { elkOptions } from "./elk-options.ts"
import type { ElkOptions } from "./elk-options.ts"
import { LayoutFailed } from "./layout-failed.ts"

/** Lays a graph out with the prettiest options that elk copes with. */
export const elkWithFallback = async (graph: ElkNode): Promise<ElkNode> => {
  let cause: unknown
  for (const options of elkOptions) {
    try {
      return await elkLayout(withOptions(graph, options))
    } catch (error) {
      cause = error
    }
  }
  throw new LayoutFailed(graph.id, cause)
}

/** A copy, since elk writes into what it is given. */
const withOptions = (graph: ElkNode, options: ElkOptions): ElkNode =>
  structuredClone({
    ...graph,
    layoutOptions: { ...options.root, ...graph.layoutOptions },
    children: (graph.children ?? []).map((child) => insideOptions(child, options.inside)),
  })

const insideOptions = (node: ElkNode, inside: Readonly<Record<string, string>>): ElkNode =>
  node.children === undefined
    ? node
    : {
        ...node,
        layoutOptions: { ...inside, ...node.layoutOptions },
        children: node.children.map((child) => insideOptions(child, inside)),
      }

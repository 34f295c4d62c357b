import type { PictureEdge, PictureNode } from "./picture.ts"

/**
 * What a procedure shows inside a branch: an end that nothing leads to is left out, and where a single wait is all
 * that there is, so are its start and its end.
 */
export const hostedNodes = (nodes: readonly PictureNode[], edges: readonly PictureEdge[]): readonly PictureNode[] => {
  const own = nodes.filter(({ kind }) => kind !== "start" && kind !== "end")
  const [only, ...others] = own
  if (only === undefined) return []
  // Nobody but the branch can have what it begins.
  if (others.length === 0 && isWait(only)) return [{ ...only, begun: false }]
  const reached = new Set(edges.map(({ to }) => to))
  return nodes
    .filter(({ kind, id }) => kind !== "end" || reached.has(id))
    .map((node) => (node.kind === "start" || node.kind === "end" ? { ...node, ofBranch: true } : node))
}

type Waiting = Extract<PictureNode, { readonly wait: string }>

const isWait = (node: PictureNode): node is Waiting => "wait" in node

import type { ChartChain } from "@statewright/model"
import type { PictureEdge, PictureNode, ProcedurePicture } from "./picture.ts"

/** Adds the workflows that the end of the body starts: a box each, with an arrow from the end that starts it. */
export const chainPicture = (main: ProcedurePicture, chains: readonly ChartChain[]): ProcedurePicture => {
  if (chains.length === 0) return main
  const procedure = main.name
  const cancelled: PictureNode = { kind: "cancelled", id: `${procedure}.(cancelled)`, procedure }
  const ends = main.nodes.map((node) => (isChained(node, chains) ? { ...node, chained: true } : node))
  const boxes = chains.map((chain, at): PictureNode => ({
    kind: "chain",
    id: chainId(procedure, at),
    procedure,
    chain,
  }))
  const edges = chains.map((chain, at): PictureEdge => {
    const from = ends.find((node) => isEndOf(node, chain))?.id ?? cancelled.id
    const to = chainId(procedure, at)
    return { id: `${from} -> ${to}`, kind: "chain", from, to, label: chainLabel(chain), through: [] }
  })
  const isCancelled = edges.some(({ from }) => from === cancelled.id)
  return {
    ...main,
    nodes: [...ends, ...(isCancelled ? [cancelled] : []), ...boxes],
    edges: [...main.edges, ...edges],
  }
}

const chainId = (procedure: string, at: number): string => `${procedure}.(chain ${at + 1})`

const isEndOf = (node: PictureNode, { on }: ChartChain): boolean =>
  node.kind === "end" && on === (node.outcome === "returned" ? "complete" : "failure")

const isChained = (node: PictureNode, chains: readonly ChartChain[]): node is Extract<PictureNode, { kind: "end" }> =>
  chains.some((chain) => isEndOf(node, chain))

const chainLabel = ({ on, when }: ChartChain): string => (when === undefined ? words[on] : `${words[on]} · ${when}`)

const words = { complete: "onComplete", failure: "onFailure", cancel: "onCancel" } as const

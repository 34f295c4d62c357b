import { StatewrightError } from "@statewright/model"
import { elkLayout } from "./elk.ts"
import type { ElkNode } from "./elk.ts"

/** No set of options brought elk to an end. */
export class LayoutFailed extends StatewrightError {
  readonly _tag = "LayoutFailed"

  constructor(procedure: string, cause: unknown) {
    super({
      code: "GRAPH-002",
      message: `The picture of ${procedure} could not be laid out.`,
      hint: "Write it as Mermaid, which needs no layout, and report the workflow.",
      cause,
    })
  }
}

const plain = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  "elk.separateConnectedComponents": "false",
  "elk.spacing.nodeNode": "32",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.edgeEdge": "14",
  "elk.spacing.edgeLabel": "4",
  "elk.spacing.labelNode": "8",
  "elk.layered.spacing.nodeNodeBetweenLayers": "30",
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
}

const pretty = {
  ...plain,
  "elk.layered.feedbackEdges": "true",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.edgeLabels.inline": "true",
  "elk.layered.edgeLabels.sideSelection": "ALWAYS_UP",
}

// elk fails on some graphs with arrows across regions; each set asks less of it than the one before.
const attempts: readonly Readonly<Record<string, string>>[] = [
  pretty,
  { ...pretty, "elk.layered.considerModelOrder.strategy": "NONE", "elk.layered.feedbackEdges": "false" },
  plain,
  { ...plain, "elk.layered.nodePlacement.strategy": "SIMPLE", "elk.edgeRouting": "POLYLINE" },
]

/** Lays a graph out with the best options that elk copes with. */
export const elkWithFallback = async (graph: ElkNode): Promise<ElkNode> => {
  let cause: unknown
  for (const options of attempts) {
    try {
      // elk writes into what it is given.
      return await elkLayout(structuredClone({ ...graph, layoutOptions: { ...options, ...graph.layoutOptions } }))
    } catch (error) {
      cause = error
    }
  }
  throw new LayoutFailed(graph.id, cause)
}

/** Options for elk: `root` for the whole graph, `inside` for every region, which inherits nothing. */
export interface ElkOptions {
  readonly root: Readonly<Record<string, string>>
  readonly inside: Readonly<Record<string, string>>
}

const spacing = {
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.spacing.nodeNode": "32",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.edgeEdge": "14",
  "elk.spacing.edgeLabel": "4",
  "elk.spacing.nodeSelfLoop": "16",
  "elk.spacing.labelNode": "6",
  "elk.layered.spacing.nodeNodeBetweenLayers": "30",
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
}

const root = {
  ...spacing,
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  // The ends stand side by side, also where nothing leads to one of them.
  "elk.separateConnectedComponents": "false",
}

// Arrows back go round the side and enter from above, as arrows forward do.
const roundTheSide = { "elk.layered.feedbackEdges": "true" }

const sourceOrder = { "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES" }

/** Sets of options, the prettiest first: elk fails on some graphs with arrows across regions. */
export const elkOptions: readonly ElkOptions[] = [
  // Source order inside regions too makes elk 0.12 fail on most charts with a `try`.
  { root: { ...root, ...roundTheSide, ...sourceOrder }, inside: { ...spacing, ...roundTheSide } },
  { root: { ...root, ...roundTheSide }, inside: { ...spacing, ...roundTheSide } },
  { root, inside: spacing },
  {
    root: { ...root, "elk.layered.nodePlacement.strategy": "SIMPLE" },
    inside: { "elk.layered.nodePlacement.strategy": "SIMPLE" },
  },
]

import type { ElkNode } from "elkjs/lib/elk-api.js"
import bundled from "elkjs/lib/elk.bundled.js"

export type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js"

// elkjs is CommonJS that sets both `module.exports` and `.default` to its class: `.default` is right in Node and in bundlers.
const Elk = bundled.default

/** Runs elk in this thread; the same graph always gets the same layout. */
export const elkLayout = (graph: ElkNode): Promise<ElkNode> => new Elk().layout(graph)

import type { StatePath } from "@statewright/model"

/** The id of the node that stands for a state. */
export const nodeId = (procedure: string, path: StatePath): string => `${procedure}.${path}`

/** The id of a procedure's start; no state's key holds brackets. */
export const startId = (procedure: string): string => `${procedure}.(start)`

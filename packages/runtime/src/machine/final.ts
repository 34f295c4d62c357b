import type { StateNode } from "./state-node.ts"

/** The state in which a procedure has returned. */
export const returned = (): StateNode => ({ type: "final" })

/** The state in which a procedure has thrown what nothing in it caught. */
export const threw = (): StateNode => ({ type: "final" })

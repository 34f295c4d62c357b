import type { Completes, StatePath } from "@statewright/model"
import type { StatelyTransition } from "./stately-config.ts"

/** What XState sends when an invoked actor fails. */
export const errorEvent = "xstate.error.*"

/** An id under which a machine's states can be found: XState ends an id at the first dot. */
export const statelyId = (name: string): string => name.replaceAll(/[.#\s]/g, "_")

/** A transition to a state; what a `finally` is to do at its end is noted by an action. */
export const targetOf = (machine: string, path: StatePath, completes?: Completes): StatelyTransition => ({
  target: `#${machine}.${path}`,
  ...(completes === undefined ? {} : { actions: [{ type: `${completes.record} = ${completes.as}` }] }),
})

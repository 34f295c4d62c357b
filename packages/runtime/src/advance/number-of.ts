import type { WaitId } from "@statewright/model"

/** The number of a wait, and of the activation that settles it, if one does. */
export const numberOf = (wait: WaitId): number => Number(wait.slice(wait.lastIndexOf("#") + 1))

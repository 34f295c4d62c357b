import { reachableFrom } from "@statewright/model"
import type { GatheredWrites } from "./move.ts"

/**
 * Takes in what can be reached now from the objects changed so far in this transition: a segment that follows may
 * change some of it and take it out again, and then neither the last stored state nor the next one leads to it.
 */
export const widenMutated = ({ mutated }: Pick<GatheredWrites, "mutated">): void => {
  const name = mutated.values().next().value
  if (name === undefined) return
  for (const object of reachableFrom(mutated.keys())) if (!mutated.has(object)) mutated.set(object, name)
}

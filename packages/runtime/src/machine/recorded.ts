import { NotInTransition } from "../recorded/not-in-transition.ts"
import type { Chance } from "../recorded/chance.ts"
import { fillRandom, randomUuid, type Uuid } from "../recorded/random-values.ts"
import { currentInputs } from "../recorded/transition-inputs.ts"

/** Time and chance as a run sees them: the same whenever the same transition is computed. */
export interface RecordedWorld {
  /** What `Date.now()` becomes: fixed for the transition. */
  readonly now: () => number
  /** What `Math.random()` becomes. */
  readonly random: () => number
  /** What `crypto.randomUUID()` becomes. */
  readonly randomUUID: () => Uuid
  /** What `crypto.getRandomValues(array)` becomes. */
  readonly getRandomValues: <Filled extends ArrayBufferView>(array: Filled) => Filled
}

/**
 * What the clock and chance become in a workflow: inputs of the transition, stored with it.
 *
 * @example
 * const due = new Date(recorded.now() + 60_000)
 */
export const recorded: RecordedWorld = {
  now: () => {
    const inputs = currentInputs()
    if (inputs === undefined) throw new NotInTransition("the time")
    return inputs.now
  },
  random: () => chanceHere().fraction(),
  randomUUID: () => randomUuid(chanceHere()),
  getRandomValues: (array) => fillRandom(chanceHere(), array),
}

const chanceHere = (): Chance => {
  const chance = currentInputs()?.chance
  if (chance === undefined) throw new NotInTransition("a random value")
  return chance
}

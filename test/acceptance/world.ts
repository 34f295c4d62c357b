import type { StepContext } from "statewright"

/** One attempt at a step, as the outside world saw it. */
export interface Entered {
  readonly step: string
  readonly runId: string
  readonly attempt: number
  readonly idempotencyKey: string
}

interface World {
  /** All attempts, in the order in which they began. */
  entered: Entered[]
  /** What happens to an attempt before the step goes on; a test sets it, and may let it hang or fail. */
  meet: (entered: Entered) => Promise<void>
  /** Steps call it first. */
  readonly enter: (step: string, context: StepContext) => Promise<void>
}

const peace = async (): Promise<void> => {}

/** The world outside of the workflows here. */
export const world: World = {
  entered: [],
  meet: peace,
  enter: (step, { runId, attempt, idempotencyKey }) => {
    const entered = { step, runId, attempt, idempotencyKey }
    world.entered.push(entered)
    return world.meet(entered)
  },
}

/** Nothing has happened, and nothing will go wrong. */
export const freshWorld = (): void => {
  world.entered = []
  world.meet = peace
}

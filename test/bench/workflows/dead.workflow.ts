import { setTimeout } from "node:timers/promises"
import { breaker, step, workflow } from "statewright"

/** In ms: so long a dead dependency takes to fail. */
export const failsAfter = 2_000

let reached = 0

/** How many calls have reached it since it was last asked. */
export const takeReached = (): number => {
  const taken = reached
  reached = 0
  return taken
}

const fail = async (): Promise<void> => {
  reached += 1
  await setTimeout(failsAfter)
  throw new Error("it does not answer")
}

export const bare = step("bare", { deadLetter: false, run: fail })
export const guarded = step("guarded", {
  breaker: breaker("dependency", { failureThreshold: 5, openFor: "1 second", maxOpenFor: "8 seconds" }),
  deadLetter: false,
  run: fail,
})

/** Calls a dead dependency. */
export const unguarded = workflow("unguarded", {}, async () => {
  await bare()
})

/** Calls it through a breaker. */
export const guardedBy = workflow("guardedBy", {}, async () => {
  await guarded()
})

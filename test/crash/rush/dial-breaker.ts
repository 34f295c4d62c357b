import { breaker } from "statewright"

/** How many failures in a row open it. */
export const dialFailures = 3

/** How many probes may be at work at once. */
export const dialProbes = 2

/** In the last of so many lives somebody answers; a call that ends more processes than two is parked. */
export const dialLives = 3

/** Opens soon, and soon lets probes through. */
export const dialBreaker = breaker("line", {
  failureThreshold: dialFailures,
  openFor: 20,
  halfOpenMaxCalls: dialProbes,
})

import type { Jitter } from "./retry-options.ts"
import type { Delays } from "./retry-policy.ts"

/**
 * The whole milliseconds to wait after an attempt that failed.
 *
 * `attempt` counts from 1; `random` is from 0 up to, but not including, 1.
 *
 * @example retryDelay({ strategy: "fixed", initialDelay: 100, maxDelay: Infinity, jitter: "none" }, 3, 0.5) // 100
 */
export const retryDelay = (delays: Delays, attempt: number, random: number): number => {
  if (delays.strategy === "immediate") return 0
  const { maxDelay, jitter } = delays
  const delay = Math.min(maxDelay, growth(delays, attempt), longest)
  return Math.round(Math.min(maxDelay, delay * factor(jitter, random)))
}

// A year: an uncapped delay must stay a time that can be stored.
const longest = 31_536_000_000

const growth = (delays: Exclude<Delays, { strategy: "immediate" }>, attempt: number): number => {
  const { initialDelay } = delays
  switch (delays.strategy) {
    case "fixed":
      return initialDelay
    case "linear":
      return initialDelay + (attempt - 1) * delays.increment
    case "exponential":
      // Nothing times an infinite power would not be a number.
      return initialDelay === 0 ? 0 : initialDelay * delays.multiplier ** (attempt - 1)
  }
}

const factor = (jitter: Jitter, random: number): number => {
  if (jitter === "none") return 1
  if (jitter === "full") return random
  return 1 + jitter.proportional * (2 * random - 1)
}

import type { RetryPolicy } from "./retry-policy.ts"

/**
 * The whole milliseconds to wait after an attempt that failed.
 *
 * `attempt` counts from 1; `random` is from 0 up to, but not including, 1.
 *
 * @example retryDelay(policy, 3, 0.5)
 */
export const retryDelay = (policy: RetryPolicy, attempt: number, random: number): number => {
  // Nothing times an infinite power would not be a number.
  if (policy.initialDelay === 0) return 0
  const delay = Math.min(policy.maxDelay, policy.initialDelay * policy.multiplier ** (attempt - 1), longest)
  return Math.round(Math.min(policy.maxDelay, delay * factor(policy.jitter, random)))
}

// A year: an uncapped delay must stay a time that can be stored.
const longest = 31_536_000_000

const factor = (jitter: RetryPolicy["jitter"], random: number): number => {
  if (jitter === "none") return 1
  if (jitter === "full") return random
  return 1 + jitter.proportional * (2 * random - 1)
}

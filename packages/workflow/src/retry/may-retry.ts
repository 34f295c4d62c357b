import { failureTag } from "@statewright/model"
import type { RetryPolicy } from "./retry-policy.ts"

/**
 * Whether a step that failed with `error` in attempt number `attempt` is tried again.
 *
 * @example if (mayRetry(policy, attempt, error)) schedule(retryDelay(policy, attempt, random))
 */
export const mayRetry = (policy: RetryPolicy, attempt: number, error: unknown): boolean => {
  if (attempt >= policy.maxAttempts) return false
  const tag = failureTag(error)
  if (tag !== undefined && policy.unless?.has(tag)) return false
  return policy.on === undefined || (tag !== undefined && policy.on.has(tag))
}

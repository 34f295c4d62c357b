import { errorStatus } from "./error-status.ts"
import { errorTag } from "./error-tag.ts"
import type { RetryPolicy } from "./retry-policy.ts"

/**
 * Whether a policy retries an error, however often that was done before: one that cannot get better is never retried, and
 * `CircuitOpen` only if `on` names it.
 *
 * @example if (mayRetry(policy, error)) schedule(retryDelay(policy.delays, attempt, random))
 */
export const mayRetry = ({ on, unless, onStatus }: RetryPolicy, error: unknown): boolean => {
  const tag = errorTag(error)
  if (tag !== undefined && (hopeless.has(tag) || unless?.has(tag) === true)) return false
  if (tag !== undefined && on?.has(tag) === true) return true
  if (tag === "CircuitOpen") return false
  if (onStatus !== undefined) {
    const status = errorStatus(error)
    if (status !== undefined && (onStatus.has(status) || onStatus.has(familyOf(status)))) return true
  }
  return on === undefined && onStatus === undefined
}

/** What will not fit, cannot be stored or is not wanted any more is so the next time, too. */
const hopeless: ReadonlySet<string> = new Set([
  "NonRetryable",
  "Cancelled",
  "ValidationFailed",
  "NotStorable",
  "PayloadTooLarge",
])

const familyOf = (status: number): "4xx" | "5xx" | number => (status >= 500 ? "5xx" : status >= 400 ? "4xx" : status)

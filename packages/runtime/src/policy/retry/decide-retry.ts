import {
  errorTag,
  type FailedAttempt,
  isScheduled,
  mayRetry,
  retryAfter,
  retryDelay,
  type RetryPolicy,
} from "@statewright/workflow"

/** An attempt that failed, and what its policy may look at. */
export interface FailedCall {
  readonly error: unknown
  /** Counts from 1. */
  readonly attempt: number
  /** In ms since 1970. */
  readonly now: number
  /** At least 0, less than 1. */
  readonly random: number
  /** The same in every attempt of the call. */
  readonly seed: string
  /** The attempts before it that failed, the oldest first. */
  readonly failed: () => Promise<readonly FailedAttempt[]>
}

/** Why a step that failed is not tried again. */
export type WhyEnded = "exhausted" | "not-retryable" | "circuit-open" | "validation"

/** What follows from an attempt that failed. */
export type Decision =
  /** Another one, in ms since 1970; `uncounted` where the attempt has not been one. */
  | { readonly kind: "retry"; readonly dueAt: number; readonly uncounted?: true }
  | { readonly kind: "failed"; readonly endedBy?: WhyEnded }

/**
 * Whether, and when, a call is tried again. An open circuit has turned the attempt away: where `on` names `CircuitOpen`,
 * it does not count, and the next is at the later of the delay and the breaker's `retryAt`.
 *
 * @example await decideRetry(policy, { error, attempt: 1, now, random, seed, failed: async () => [] })
 */
export const decideRetry = async (policy: RetryPolicy | undefined, call: FailedCall): Promise<Decision> => {
  const { error, attempt, now } = call
  const tag = errorTag(error)
  const isOpen = tag === "CircuitOpen"
  if (isOpen && policy?.on?.has(tag) !== true) return { kind: "failed", endedBy: "circuit-open" }
  if (policy === undefined) return { kind: "failed" }
  if (!mayRetry(policy, error)) return { kind: "failed", endedBy: "not-retryable" }
  const exhausted = { kind: "failed", endedBy: "exhausted" } as const
  if (!isOpen && attempt >= policy.maxAttempts) return exhausted
  const delay = await delayOf(policy, call)
  if (delay === undefined) return exhausted
  if (isOpen) {
    return { kind: "retry", dueAt: Math.max(now + Math.max(delay, shortest), retryAtOf(error)), uncounted: true }
  }
  const asked = policy.retryAfter ? (retryAfter(error, now) ?? 0) : 0
  return { kind: "retry", dueAt: now + Math.max(delay, asked) }
}

/** In ms: a circuit that is always about to be tried must not be asked without a pause. */
const shortest = 100

const delayOf = async (policy: RetryPolicy, call: FailedCall): Promise<number | undefined> => {
  const { delays } = policy
  const { attempt, random, error, now, seed, failed } = call
  if (!isScheduled(delays)) return retryDelay(delays, attempt, random)
  const attempts = [...(await failed()), { endedAt: now, error }]
  try {
    return await delays.delay(attempts, seed)
  } catch {
    // A schedule that fails says nothing of a further attempt, and the step's own error says more than its.
    return undefined
  }
}

const retryAtOf = (error: unknown): number => {
  const { retryAt } = error as { retryAt?: unknown } // it may be a stub's
  return typeof retryAt === "number" && Number.isFinite(retryAt) ? Math.ceil(retryAt) : 0
}

import type { BreakerOptions } from "./breaker-options.ts"
import { type BreakerPolicy, breakerPolicyOf } from "./breaker-policy.ts"

/** Marks a breaker of whatever copy of this package. */
const breakerBrand: unique symbol = Symbol.for("statewright.breaker")

/** A circuit breaker that several steps share. */
export interface Breaker {
  readonly [breakerBrand]: 1
  readonly key: string
  readonly policy: BreakerPolicy
}

/** What a step says of its breaker: its own, or one that it shares. */
export type BreakerOption<Tag extends string = string> = BreakerOptions<Tag> | Breaker

/**
 * Defines a circuit breaker that several steps name in `breaker`: what one of them meets counts for all.
 *
 * @example
 * const payments = breaker("payments", { failureThreshold: 5, openFor: "30 seconds" })
 * export const charge = step("charge", { breaker: payments, run: async (order: Order) => pay(order) })
 */
export const breaker = (key: string, options: Omit<BreakerOptions, "key">): Breaker => ({
  [breakerBrand]: 1,
  key,
  policy: breakerPolicyOf(key, options),
})

/** What a step said of its breaker. */
export const breakerPolicy = (step: string, given: BreakerOption): BreakerPolicy =>
  isBreaker(given) ? given.policy : breakerPolicyOf(step, given)

/** Whether it is a breaker, made by whatever copy of this package. */
const isBreaker = (given: BreakerOption): given is Breaker => breakerBrand in given

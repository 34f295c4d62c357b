import { shownValue } from "@statewright/model"
import type { BreakerOptions, CircuitOptions } from "./breaker-options.ts"
import { type BreakerPolicy, breakerPolicy } from "./breaker-policy.ts"
import { InvalidBreaker } from "./invalid-breaker.ts"

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
 * A circuit breaker for several steps that need the same dependency: what one of them finds out holds for all.
 *
 * Its state is shared by all engines on one database, and outlives them. Throws `InvalidBreaker`.
 *
 * @example
 * const payments = breaker("payments", { failureThreshold: 5, openFor: "1 minute" })
 * export const charge = step("charge", { breaker: payments, run: async (order: Order) => pay(order) })
 */
export const breaker = (key: string, options: CircuitOptions): Breaker => ({
  [breakerBrand]: 1,
  key,
  policy: breakerPolicy(`breaker("${key}")`, { ...options, key }),
})

/** What a step that declares these errors said of its breaker. Throws `InvalidBreaker`. */
export const stepBreaker = (step: string, given: BreakerOption, declared: readonly string[]): BreakerPolicy => {
  const of = `step \`${step}\``
  if (typeof given !== "object" || given === null) throw new InvalidBreaker(of, `it is ${shownValue(given)}`)
  return isBreaker(given) ? given.policy : breakerPolicy(of, { ...given, key: given.key ?? step }, declared)
}

/** Whether it is a breaker, made by whatever copy of this package. */
const isBreaker = (given: BreakerOption): given is Breaker => breakerBrand in given

import type { Caching } from "./cache/caching.ts"
import { type Ledger, makeLedger } from "./ledger.ts"
import type { PolicyDefaults } from "./step-policy.ts"

/**
 * The policies around a step, from the outermost to the innermost. Each is asked where its letter stands: W, the writer, which
 * stores what it decides before anything follows from it; P, the pool, which runs the author's code.
 *
 * 1. call     W  the `deadline` begins, for all attempts and the times between them
 * 2. before   P  `cache`: an answer that is still good ends the call; a call like one at work waits for what that comes to
 * 3. admit    W  `breaker`, open: turned away with `CircuitOpen` -> `rate` -> `concurrency` -> `breaker`, half open: a probe
 * 4. attempt  P  `input` -> `timeout` around `run` -> `output`
 * 5. after    W  the breaker counts -> `deadline` over? -> `retryBudget` spent? -> `retry`, to 3. when its time has come
 * 6. end      W  completed: `cache` keeps the answer; failed for good: `deadLetter` keeps the call
 *
 * A step takes `retry` from its workflow, and that from the engine, where it says nothing. What a step does not say costs it
 * nothing: no statement, no row and no wait.
 */
export interface Policies {
  readonly defaults: PolicyDefaults
  readonly caching: Caching
  readonly ledger: Ledger
}

/** The policies as a leader has them, who calls `wake` when something of them is to be stored. */
export const makePolicies = (defaults: PolicyDefaults, caching: Caching, wake: () => void): Policies => ({
  defaults,
  caching,
  ledger: makeLedger(wake),
})

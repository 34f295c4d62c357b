import type { BreakerRow } from "@statewright/store"
import { type Breakers, makeBreakers } from "./breaker/breakers.ts"
import type { KnownBreakers } from "./breaker/known-breakers.ts"
import type { Caching } from "./cache/caching.ts"
import type { LetterAlarm } from "../letters/letter-alarm.ts"
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
  readonly breakers: Breakers
  /** Counts dead letters, where somebody wants to be told of too many. */
  readonly letterAlarm: LetterAlarm | undefined
}

/** What the policies of a leader are made of. */
export interface PoliciesOptions extends Pick<Policies, "defaults" | "caching" | "letterAlarm"> {
  /** The breakers of the steps that are here, and what the last leader left of them. */
  readonly breakers: { readonly known: KnownBreakers; readonly rows: readonly BreakerRow[] }
  /** The wall clock, in ms since 1970. */
  readonly now: () => number
  /** Called when something of them is to be stored. */
  readonly wake: () => void
}

/** The policies as a leader has them. */
export const makePolicies = ({ defaults, caching, letterAlarm, breakers, now, wake }: PoliciesOptions): Policies => {
  const ledger = makeLedger(wake)
  return { defaults, caching, letterAlarm, ledger, breakers: makeBreakers({ ...breakers, ledger, now }) }
}

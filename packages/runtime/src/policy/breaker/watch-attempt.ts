import type { StepDefinition } from "@statewright/workflow"
import { breakerOf } from "./behind-breaker.ts"
import type { DependencyOutcome } from "./circuit.ts"
import { dependencyOutcome } from "./dependency-outcome.ts"

/** What the author's code came to. */
export type Ran = { readonly ok: true } | { readonly ok: false; readonly error: unknown }

/** Watches one attempt for the breaker of its step. */
export interface AttemptWatch {
  /** The code has run. */
  readonly ran: (ran: Ran) => void
  /** What it answered cannot be used. */
  readonly spoilt: (error: unknown) => void
  /** Nothing where the code has not run, or the step has no breaker. */
  readonly found: () => DependencyOutcome | undefined
}

/** Watches an attempt at a step that may be told to stop. */
export const watchAttempt = (step: StepDefinition | undefined, signal: AbortSignal): AttemptWatch => {
  const breaker = step && breakerOf(step)
  if (step === undefined || breaker === undefined) return { ran: () => {}, spoilt: () => {}, found: () => undefined }
  let found: DependencyOutcome | undefined
  return {
    ran: (ran) => {
      found = ran.ok ? "success" : dependencyOutcome(step, breaker, { error: ran.error, isToldToStop: signal.aborted })
    },
    spoilt: (error) => {
      if (found === "success") found = dependencyOutcome(step, breaker, { error, isToldToStop: false })
    },
    found: () => found,
  }
}

/** What an attempt says of the dependency of its step that was at work when the deadline of its call was over. */
export const outcomeOfLate = (step: StepDefinition | undefined): DependencyOutcome =>
  step?.breaker?.countAs.ignore.has("StepTimedOut") === true ? "ignored" : "failure"

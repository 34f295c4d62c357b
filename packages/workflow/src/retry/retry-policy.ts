import { durationMillis } from "../duration/duration.ts"
import { InvalidDuration } from "../duration/invalid-duration.ts"
import { InvalidRetry } from "./invalid-retry.ts"
import type { BuiltInTag } from "./built-in-tag.ts"
import type { Jitter, RetryOptions } from "./retry-options.ts"

/** `RetryOptions`, checked and filled in; delays in milliseconds. */
export interface RetryPolicy {
  readonly initialDelay: number
  /** `Infinity` where there is no cap. */
  readonly maxDelay: number
  /** 1 for a fixed delay. */
  readonly multiplier: number
  /** May be `Infinity`. */
  readonly maxAttempts: number
  readonly jitter: Jitter
  readonly on?: ReadonlySet<string>
  readonly unless?: ReadonlySet<string>
}

const builtIn: readonly string[] = ["CircuitOpen", "StepTimedOut"] satisfies BuiltInTag[]

/** Checks what the author of a step wrote under `retry`; throws `InvalidRetry`. */
export const retryPolicy = (step: string, options: RetryOptions, declared: readonly string[]): RetryPolicy => {
  const refuse = (problem: string): never => {
    throw new InvalidRetry(step, problem)
  }
  const { strategy, maxAttempts, jitter = "none", on, unless } = options
  if (strategy !== "fixed" && strategy !== "exponential") refuse(`strategy ${JSON.stringify(strategy)} is not known`)
  if (!(maxAttempts >= 1 && (Number.isInteger(maxAttempts) || maxAttempts === Infinity))) {
    refuse(`maxAttempts is ${maxAttempts}, and must be a whole number from 1 on`)
  }
  const multiplier = options.strategy === "exponential" ? (options.multiplier ?? 2) : 1
  if (!(multiplier >= 1 && multiplier < Infinity)) refuse(`multiplier is ${multiplier}, and must be at least 1`)
  if (typeof jitter === "object" && !(jitter.proportional >= 0 && jitter.proportional <= 1)) {
    refuse(`jitter is proportional by ${jitter.proportional}, and must be from 0 to 1`)
  }
  for (const tag of [...(on ?? []), ...(unless ?? [])]) {
    if (declared.includes(tag) || builtIn.includes(tag)) continue
    refuse(`${JSON.stringify(tag)} is not the tag of an error that the step declares`)
  }

  const initialDelay = delay(options.initialDelay, "initialDelay", refuse)
  const cap = options.strategy === "exponential" ? options.maxDelay : undefined
  const maxDelay = cap === undefined ? Infinity : delay(cap, "maxDelay", refuse)
  if (maxDelay < initialDelay) refuse("maxDelay is shorter than initialDelay")
  return {
    initialDelay,
    maxDelay,
    multiplier,
    maxAttempts,
    jitter,
    ...(on && { on: new Set(on) }),
    ...(unless && { unless: new Set(unless) }),
  }
}

const delay = (given: RetryOptions["initialDelay"], option: string, refuse: (problem: string) => never): number => {
  try {
    return durationMillis(given)
  } catch (error) {
    if (error instanceof InvalidDuration) return refuse(`${option}: ${error.message} ${error.hint}`)
    throw error
  }
}

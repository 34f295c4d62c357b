import { failureTag, isStatewrightError } from "@statewright/model"
import type { BreakerPolicy, StepDefinition } from "@statewright/workflow"
import type { DependencyOutcome } from "./circuit.ts"

/** Errors that say nothing of the dependency: the call was not to be made, or was made and answered. */
const answers: ReadonlySet<string> = new Set([
  "Cancelled",
  "CircuitOpen",
  "NonRetryable",
  "NotStorable",
  "PayloadTooLarge",
  "ServiceMissing",
  "ValidationFailed",
])

/**
 * What a failed attempt says of the dependency of its step: errors that the step declares are answers, unless `countAs` says
 * more; everything else is a failure, but for what an attempt comes to that was told to stop.
 */
export const dependencyOutcome = (
  { errors }: Pick<StepDefinition, "errors">,
  { countAs }: BreakerPolicy,
  { error, isToldToStop }: { readonly error: unknown; readonly isToldToStop: boolean },
): DependencyOutcome => {
  const tag = tagOf(error)
  if (isToldToStop && tag !== "StepTimedOut") return "ignored"
  if (tag === undefined) return "failure"
  if (countAs.failure.has(tag)) return "failure"
  if (countAs.ignore.has(tag) || answers.has(tag)) return "ignored"
  return errors.some((declared) => declared.tag === tag) ? "ignored" : "failure"
}

const tagOf = (error: unknown): string | undefined => {
  try {
    return failureTag(error) ?? (isStatewrightError(error) ? error._tag : undefined)
  } catch {
    // Whatever it is, it is no error of ours and none that the step declares.
    return undefined
  }
}

import { shownValue } from "@statewright/model"
import { type Duration, durationMillis } from "../duration/duration.ts"
import { InvalidDuration } from "../duration/invalid-duration.ts"
import { InvalidRetry } from "./invalid-retry.ts"
import type { BuiltInTag } from "./built-in-tag.ts"
import type { Jitter, RetryOptions, StatusPattern } from "./retry-options.ts"
import type { RetryPolicy } from "./retry-policy.ts"
import { isScheduled } from "./scheduled.ts"

/**
 * Checks what an author wrote under `retry`, with types or without, and fills it in; `declared` are the tags of errors
 * that it may name. Throws `InvalidRetry`.
 *
 * @example
 * checkRetry("step `charge`", { strategy: "fixed", initialDelay: "1 second", maxAttempts: 3 }, ["Busy"])
 */
export const checkRetry = (of: string, options: RetryOptions, declared: readonly string[]): RetryPolicy => {
  const refuse: Refuse = (problem) => {
    throw new InvalidRetry(of, problem)
  }
  if (typeof options !== "object" || options === null) refuse(`it is ${shownValue(options)}, and must be an object`)
  const isSchedule = isScheduled(options.strategy)
  const known = isSchedule ? [...ofAll] : optionsOf.get(options.strategy)
  if (known === undefined) return refuse(`strategy ${shownValue(options.strategy)} is not known`)
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown !== undefined) refuse(`its strategy has no option ${shownValue(unknown)}, it takes ${known.join(", ")}`)
  const { maxAttempts = isSchedule ? Infinity : undefined, on, unless, onStatus, retryAfter = true } = options
  if (!isCount(maxAttempts)) {
    refuse(`maxAttempts is ${shownValue(maxAttempts)}, and must be a whole number from 1 on`)
  }
  if (typeof retryAfter !== "boolean") refuse(`retryAfter is ${shownValue(retryAfter)}, and must be true or false`)
  checkTags({ on, unless }, [...declared, ...builtInTags], refuse)
  if (onStatus !== undefined && !(Array.isArray(onStatus) && onStatus.every(isStatus))) {
    refuse('onStatus must be a list of numbers from 100 to 599, "4xx" and "5xx"')
  }
  return {
    delays: delaysOf(options, refuse),
    maxAttempts,
    retryAfter,
    ...(on && { on: new Set(on) }),
    ...(unless && { unless: new Set(unless) }),
    ...(onStatus && { onStatus: new Set(onStatus) }),
  }
}

const builtInTags: readonly string[] = ["CircuitOpen", "StepTimedOut"] satisfies BuiltInTag[]

type Refuse = (problem: string) => never

const ofAll = ["strategy", "maxAttempts", "on", "unless", "onStatus", "retryAfter"]
const ofDelays = [...ofAll, "initialDelay", "maxDelay", "jitter"]

const optionsOf: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["immediate", ofAll],
  ["fixed", ofDelays],
  ["linear", [...ofDelays, "increment"]],
  ["exponential", [...ofDelays, "multiplier"]],
])

const isCount = (value: unknown): value is number =>
  typeof value === "number" && value >= 1 && (Number.isInteger(value) || value === Infinity)

const isStatus = (value: StatusPattern): boolean =>
  value === "4xx" || value === "5xx" || (Number.isInteger(value) && value >= 100 && value <= 599)

const checkTags = (
  lists: Readonly<Record<string, readonly string[] | undefined>>,
  known: readonly string[],
  refuse: Refuse,
): void => {
  for (const [option, tags] of Object.entries(lists)) {
    if (tags === undefined) continue
    if (!Array.isArray(tags)) refuse(`${option} is ${shownValue(tags)}, and must be a list of tags`)
    const stranger = tags.find((tag) => !known.includes(tag))
    if (stranger === undefined) continue
    refuse(`${option} names ${shownValue(stranger)}, and of errors it may name ${known.join(", ")}`)
  }
}

const delaysOf = (options: RetryOptions, refuse: Refuse): RetryPolicy["delays"] => {
  if (isScheduled(options.strategy)) return options.strategy
  // `isScheduled` cannot narrow the whole.
  const given = options as Exclude<RetryOptions, { strategy: object }>
  if (given.strategy === "immediate") return { strategy: "immediate" }
  const initialDelay = millisOf(given.initialDelay, "initialDelay", refuse)
  const maxDelay = given.maxDelay === undefined ? Infinity : millisOf(given.maxDelay, "maxDelay", refuse)
  if (maxDelay < initialDelay) refuse("maxDelay is shorter than initialDelay")
  const growing = { initialDelay, maxDelay, jitter: jitterOf(given.jitter, refuse) }
  return { ...growing, ...growthOf(given, initialDelay, refuse) }
}

type Growing = Exclude<RetryOptions, { strategy: object | "immediate" }>

const growthOf = (given: Growing, initialDelay: number, refuse: Refuse) => {
  switch (given.strategy) {
    case "fixed":
      return { strategy: given.strategy }
    case "linear": {
      const { strategy, increment } = given
      return { strategy, increment: increment === undefined ? initialDelay : millisOf(increment, "increment", refuse) }
    }
    case "exponential": {
      const { strategy, multiplier = 2 } = given
      if (!(typeof multiplier === "number" && multiplier >= 1 && multiplier < Infinity)) {
        refuse(`multiplier is ${shownValue(multiplier)}, and must be at least 1`)
      }
      return { strategy, multiplier }
    }
  }
}

const jitterOf = (jitter: Jitter = "none", refuse: Refuse): Jitter => {
  if (jitter === "none" || jitter === "full") return jitter
  const share: unknown = typeof jitter === "object" && jitter !== null ? jitter.proportional : undefined
  if (typeof share === "number" && share >= 0 && share <= 1) return { proportional: share }
  return refuse(`jitter is ${shownValue(jitter)}, and must be "none", "full" or { proportional: 0 to 1 }`)
}

const millisOf = (given: Duration, option: string, refuse: Refuse): number => {
  try {
    return durationMillis(given)
  } catch (error) {
    if (error instanceof InvalidDuration) return refuse(`${option}: ${error.message} ${error.hint.replace(/\.$/, "")}`)
    throw error
  }
}

import { quotedMessage, shownValue } from "@statewright/model"
import { type Duration, durationMillis } from "../duration/duration.ts"
import { InvalidDuration } from "../duration/invalid-duration.ts"
import type { BreakerOptions, CountAs } from "./breaker-options.ts"
import { InvalidBreaker } from "./invalid-breaker.ts"

/** What all steps that share a breaker say alike; times in milliseconds. */
export interface CircuitSettings {
  readonly failureThreshold?: number
  readonly rate?: { readonly threshold: number; readonly window: number; readonly minimumCalls: number }
  readonly openFor: number
  readonly maxOpenFor: number
  readonly halfOpenMaxCalls: number
}

/** `BreakerOptions`, checked and filled in. */
export interface BreakerPolicy {
  readonly key: string
  /** `false`: the step goes by it. */
  readonly enabled: boolean
  readonly circuit: CircuitSettings
  readonly countAs: { readonly failure: ReadonlySet<string>; readonly ignore: ReadonlySet<string> }
}

/** Checks what was written under `breaker`, of a step that declares these errors, or of a shared one. Throws `InvalidBreaker`. */
export const breakerPolicy = (
  of: string,
  given: BreakerOptions & { readonly key: string },
  declared?: readonly string[],
): BreakerPolicy => {
  const refuse: Refuse = (problem) => {
    throw new InvalidBreaker(of, problem)
  }
  const unknown = Object.keys(given).find((option) => !known.includes(option))
  if (unknown !== undefined) refuse(`it has no option ${shownValue(unknown)}`)
  const { key, enabled = true, countAs } = given
  if (typeof key !== "string" || key === "" || key.length > longestKey || !key.isWellFormed()) {
    refuse(`its key is ${shownValue(key)}, and must be a text of 1 to ${longestKey} characters`)
  }
  if (typeof enabled !== "boolean") refuse(`enabled is ${shownValue(enabled)}, and must be true or false`)
  return { key, enabled, circuit: circuitSettings(given, refuse), countAs: counts(countAs, declared, refuse) }
}

type Refuse = (problem: string) => never

const longestKey = 256

const known: readonly string[] = [
  "key",
  "enabled",
  "failureThreshold",
  "failureRateThreshold",
  "window",
  "minimumCalls",
  "openFor",
  "maxOpenFor",
  "halfOpenMaxCalls",
  "countAs",
] satisfies (keyof BreakerOptions)[]

const circuitSettings = (given: BreakerOptions, refuse: Refuse): CircuitSettings => {
  const { failureThreshold, failureRateThreshold, halfOpenMaxCalls = 1 } = given
  if (failureThreshold === undefined && failureRateThreshold === undefined) {
    refuse("it says neither `failureThreshold` nor `failureRateThreshold`, and would never open")
  }
  if (failureThreshold !== undefined) wholeNumber("failureThreshold", failureThreshold, refuse)
  wholeNumber("halfOpenMaxCalls", halfOpenMaxCalls, refuse)
  const openFor = time("openFor", given.openFor, refuse)
  const maxOpenFor = given.maxOpenFor === undefined ? openFor : time("maxOpenFor", given.maxOpenFor, refuse)
  if (maxOpenFor < openFor) refuse("maxOpenFor is shorter than openFor")
  const rate = rateOf(given, refuse)
  return {
    ...(failureThreshold !== undefined && { failureThreshold }),
    ...(rate && { rate }),
    openFor,
    maxOpenFor,
    halfOpenMaxCalls,
  }
}

const rateOf = (
  { failureRateThreshold: threshold, window, minimumCalls }: BreakerOptions,
  refuse: Refuse,
): CircuitSettings["rate"] => {
  if (threshold === undefined) {
    if (window !== undefined || minimumCalls !== undefined) {
      refuse("`window` and `minimumCalls` mean nothing without `failureRateThreshold`")
    }
    return undefined
  }
  if (!(typeof threshold === "number" && threshold > 0 && threshold <= 1)) {
    refuse(`failureRateThreshold is ${shownValue(threshold)}, and must be above 0 and at most 1`)
  }
  if (window === undefined || minimumCalls === undefined) {
    return refuse("`failureRateThreshold` needs `window` and `minimumCalls` beside it")
  }
  wholeNumber("minimumCalls", minimumCalls, refuse)
  return { threshold, window: time("window", window, refuse), minimumCalls }
}

const counts = (
  given: CountAs = {},
  declared: readonly string[] | undefined,
  refuse: Refuse,
): BreakerPolicy["countAs"] => {
  if (typeof given !== "object" || given === null) refuse(`countAs is ${shownValue(given)}`)
  const unknown = Object.keys(given).find((option) => option !== "failure" && option !== "ignore")
  if (unknown !== undefined) refuse(`countAs has no option ${shownValue(unknown)}`)
  const failure = tags("countAs.failure", given.failure, declared && [...declared, ...answers], refuse)
  const ignore = tags("countAs.ignore", given.ignore, declared && [...declared, "StepTimedOut"], refuse)
  const both = [...failure].find((tag) => ignore.has(tag))
  if (both !== undefined) refuse(`${shownValue(both)} cannot count as a failure and be ignored`)
  return { failure, ignore }
}

/** Errors of ours that are answers, too. */
const answers = ["NonRetryable", "ValidationFailed"]

const tags = (
  option: string,
  given: readonly string[] = [],
  declared: readonly string[] | undefined,
  refuse: Refuse,
): ReadonlySet<string> => {
  if (!Array.isArray(given)) refuse(`${option} is ${shownValue(given)}, and must be a list of tags`)
  for (const tag of given) {
    if (typeof tag !== "string") refuse(`${option} has ${shownValue(tag)} in it, and takes tags`)
    if (declared?.includes(tag) === false) {
      refuse(`${shownValue(tag)} in ${option} is not the tag of an error that the step declares`)
    }
  }
  return new Set(given)
}

const wholeNumber = (option: string, given: number, refuse: Refuse): void => {
  if (!(Number.isSafeInteger(given) && given >= 1)) {
    refuse(`${option} is ${shownValue(given)}, and must be a whole number from 1 on`)
  }
}

const time = (option: string, given: Duration, refuse: Refuse): number => {
  try {
    const millis = durationMillis(given)
    return millis === 0 ? refuse(`${option} is no time at all`) : millis
  } catch (error) {
    if (error instanceof InvalidDuration) return refuse(`${option}: ${quotedMessage(error)}`)
    throw error
  }
}

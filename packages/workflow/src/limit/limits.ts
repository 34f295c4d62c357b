import { quotedMessage, shownValue } from "@statewright/model"
import { durationMillis } from "../duration/duration.ts"
import { InvalidDuration } from "../duration/invalid-duration.ts"
import { InvalidLimit } from "./invalid-limit.ts"
import type { LimitOptions } from "./limit-options.ts"

/** How many may share a key at once; `key` takes whatever input there is, and what it answers is still to be checked. */
export interface ConcurrencyLimit {
  readonly limit: number
  readonly key?: (input: unknown) => unknown
}

/** How many may begin with a key within `per` ms. */
export interface RateLimit extends ConcurrencyLimit {
  readonly per: number
}

/** `LimitOptions`, checked; times in milliseconds. */
export interface Limits {
  readonly concurrency?: ConcurrencyLimit
  readonly rate?: RateLimit
}

/** The time of each is remembered. */
const mostInAWindow = 100_000

/** Checks what the author of a step or a workflow wrote under `concurrency` and `rate`; throws `InvalidLimit`. */
export const limits = <Input>(of: string, { concurrency, rate }: LimitOptions<Input>): Limits => {
  const refuse = (problem: string): never => {
    throw new InvalidLimit(of, problem)
  }
  return {
    ...(concurrency !== undefined && {
      concurrency: keyed("concurrency", concurrency, Number.MAX_SAFE_INTEGER, refuse),
    }),
    ...(rate !== undefined && { rate: { ...keyed("rate", rate, mostInAWindow, refuse), per: per(rate, refuse) } }),
  }
}

type Refuse = (problem: string) => never

type Keyed<Input> = NonNullable<LimitOptions<Input>["concurrency"]>

const keyed = <Input>(name: string, given: Keyed<Input>, most: number, refuse: Refuse): ConcurrencyLimit => {
  if (typeof given !== "object" || given === null) refuse(`${name} is ${shownValue(given)}`)
  const { limit, key } = given
  const known = name === "rate" ? ["limit", "per", "key"] : ["limit", "key"]
  const unknown = Object.keys(given).find((option) => !known.includes(option))
  if (unknown !== undefined) refuse(`${name} has no option ${shownValue(unknown)}`)
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= most)) {
    refuse(`the limit of ${name} is ${shownValue(limit)}, and must be a whole number from 1 to ${most}`)
  }
  if (key !== undefined && typeof key !== "function") refuse(`the key of ${name} is no function: ${shownValue(key)}`)
  // Whoever calls it has the input that the author said.
  return { limit, ...(key !== undefined && { key: key as (input: unknown) => unknown }) }
}

const per = <Input>(given: NonNullable<LimitOptions<Input>["rate"]>, refuse: Refuse): number => {
  try {
    const millis = durationMillis(given.per)
    return millis === 0 ? refuse("the time of rate is none at all") : millis
  } catch (error) {
    if (error instanceof InvalidDuration) return refuse(`the time of rate: ${quotedMessage(error)}`)
    throw error
  }
}

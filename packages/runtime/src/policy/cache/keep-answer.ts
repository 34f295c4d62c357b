import { isStatewrightError } from "@statewright/model"
import { type CachePolicy, tagProblem } from "@statewright/workflow"
import { readStored } from "../../history/read-stored.ts"
import type { Launch } from "../../writer/prepared.ts"
import { cacheKey } from "./cache-key.ts"
import { callOf } from "./call-of.ts"
import type { CachePut, Caching } from "./caching.ts"

/** What is to be kept of an attempt at a cached step, asked once it has ended. */
export interface Keeping {
  readonly answered: (output: unknown, text: string, now: number) => CachePut | undefined
  readonly failed: (error: unknown, text: string, now: number) => CachePut | undefined
}

/**
 * Prepares for keeping what an attempt comes to, before its code begins. What goes wrong here keeps nothing, and the step ends as
 * it would: its effect has happened.
 */
export const keepAnswer = (launch: Launch, policy: CachePolicy, caching: Caching): Keeping | undefined => {
  const { runId, frame, waitId } = launch
  const input = (): unknown => readStored(launch.input, `the input of step \`${launch.name}\``)
  const call = callOf(launch)
  const attempted = <Value>(what: string, act: () => Value): Value | undefined => {
    try {
      return act()
    } catch (error) {
      caching.broken(call.step, what, error)
      return undefined
    }
  }
  const key = attempted("key", () => cacheKey(call, policy, input()))
  if (key === undefined) return undefined
  // One that goes on after its run rested is found by those who ask for the same.
  if (launch.renews !== true) caching.flights.adopt(key.hash, { runId, frame, waitId })
  const since = caching.invalidations.count()

  const putOf = (ok: boolean, value: string, tags: readonly string[], now: number): CachePut => {
    const { ttl, staleFor } = policy
    const expiresAt = ttl === undefined ? null : now + ttl
    const entry = {
      key: key.hash,
      tenant: call.tenant,
      scope: policy.scope,
      step: call.step,
      label: key.label,
      ok,
      value,
      storedAt: now,
      expiresAt,
      staleUntil: expiresAt === null ? null : expiresAt + staleFor,
      runId,
      tags,
    }
    return { store: policy.store, entry, since }
  }

  return {
    answered: (output, text, now) => {
      const { when, tags } = policy
      const isKept = when === undefined || attempted("when", () => mustBe(when(input(), output), isBoolean))
      if (isKept !== true) return undefined
      const words = typeof tags === "function" ? attempted("tags", () => mustBe(tags(input(), output), areTags)) : tags
      return words === undefined ? undefined : putOf(true, text, [...new Set(words)], now)
    },
    failed: (error, text, now) => {
      // What the framework says of an attempt, such as that it took too long, is no answer of the step.
      if (!policy.errors || (isStatewrightError(error) && error._tag !== "NonRetryable")) return undefined
      return putOf(false, text, typeof policy.tags === "function" ? [] : policy.tags, now)
    },
  }
}

const mustBe = <Value>(value: unknown, is: (value: unknown) => value is Value): Value => {
  if (is(value)) return value
  throw new TypeError("it answers what it must not")
}

const isBoolean = (value: unknown): value is boolean => typeof value === "boolean"

const areTags = (value: unknown): value is readonly string[] => tagProblem(value) === undefined

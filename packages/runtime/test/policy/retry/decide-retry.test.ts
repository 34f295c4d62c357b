import { failureBrand } from "@statewright/model"
import { checkRetry, failure, NonRetryable, type RetryOptions, scheduleBrand } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { decideRetry, type FailedCall } from "../../../src/policy/retry/decide-retry.ts"
import { StepTimedOut } from "../../../src/steps/step-timed-out.ts"

class Busy extends failure("Busy", z.object({})) {}

const decide = (options: RetryOptions | undefined, error: unknown, more: Partial<FailedCall> = {}) =>
  decideRetry(options && checkRetry("step `fetch`", options, ["Busy"]), {
    error,
    attempt: 1,
    now: 10_000,
    random: 0.5,
    seed: "run/main/fetch#1",
    failed: async () => [],
    ...more,
  })

const fixed = { strategy: "fixed", initialDelay: "1 second", maxAttempts: 3 } as const
const retry = (dueAt: number) => ({ kind: "retry", dueAt })
const ended = (endedBy: string) => ({ kind: "failed", endedBy })

/** As a breaker throws it, and as a stub may. */
const circuitOpen = (retryAt: unknown) => Object.assign(new Error("open"), { [failureBrand]: "CircuitOpen", retryAt })

describe("decideRetry", () => {
  it("F06.3 tries again after the delay, until attempts are exhausted", async () => {
    expect(await decide(fixed, new Error("no"))).toEqual(retry(11_000))
    expect(await decide(fixed, new Error("no"), { attempt: 3 })).toEqual(ended("exhausted"))
    expect(await decide(undefined, new Error("no"))).toEqual({ kind: "failed" })
  })

  it("F06.13 stops at once with `NonRetryable`, whatever `on` and `onStatus` say", async () => {
    expect(await decide(fixed, new NonRetryable("stolen"))).toEqual(ended("not-retryable"))
    const stolen = Object.assign(new NonRetryable("stolen"), { status: 503 })
    expect(await decide({ ...fixed, onStatus: ["5xx"] }, stolen)).toEqual(ended("not-retryable"))
  })

  it("F06.6 names errors of Statewright's own, too", async () => {
    const timedOut = new StepTimedOut("fetch", 5)
    expect(await decide({ ...fixed, on: ["Busy"] }, timedOut)).toEqual(ended("not-retryable"))
    expect(await decide({ ...fixed, on: ["StepTimedOut"] }, timedOut)).toEqual(retry(11_000))
    expect(await decide({ ...fixed, unless: ["StepTimedOut"] }, timedOut)).toEqual(ended("not-retryable"))
  })

  it("F06.7 waits for as long as `Retry-After` says if that is longer, beyond the cap", async () => {
    const busy = (headers: unknown) => Object.assign(new Busy({}), { headers })
    const capped = { ...fixed, maxDelay: "1 second" } as const
    expect(await decide(capped, busy({ "Retry-After": "5" }))).toEqual(retry(15_000))
    expect(await decide(capped, busy(new Headers({ "retry-after": "Thu, 01 Jan 1970 00:01:00 GMT" })))).toEqual(
      retry(60_000),
    )
    expect(await decide(capped, busy({ "retry-after": "0" }))).toEqual(retry(11_000))
    expect(await decide({ ...capped, retryAfter: false }, busy({ "retry-after": "5" }))).toEqual(retry(11_000))
  })

  it("F05.9 tries again against an open circuit only if `on` names it, uncounted, at the later of delay and `retryAt`", async () => {
    expect(await decide(undefined, circuitOpen(0))).toEqual(ended("circuit-open"))
    expect(await decide(fixed, circuitOpen(0))).toEqual(ended("circuit-open"))
    const told = { ...fixed, on: ["Busy", "CircuitOpen"] } as const
    expect(await decide(told, circuitOpen(20_000), { attempt: 3 })).toEqual({ ...retry(20_000), uncounted: true })
    expect(await decide(told, circuitOpen(5), { attempt: 3 })).toEqual({ ...retry(11_000), uncounted: true })
    expect(await decide({ ...told, unless: ["CircuitOpen"] }, circuitOpen(5))).toEqual(ended("not-retryable"))
  })

  it("F05.9 never asks an open circuit without a pause", async () => {
    const hasty = { strategy: "immediate", maxAttempts: 2, on: ["CircuitOpen"] } as const
    for (const retryAt of [0, Number.NaN, Infinity, "soon"]) {
      expect(await decide(hasty, circuitOpen(retryAt))).toEqual({ ...retry(10_100), uncounted: true })
    }
  })

  it("F06.11 asks a schedule with all attempts that failed, and ends where it ends or throws", async () => {
    const asked: unknown[] = []
    const strategy = (delay: () => number | undefined) => ({
      strategy: {
        [scheduleBrand]: 1 as const,
        delay: async (...given: unknown[]) => {
          asked.push(given)
          return delay()
        },
      },
    })
    const before = { endedAt: 1, error: "first" }
    const error = new Error("second")
    const failed = async () => [before]
    expect(
      await decide(
        strategy(() => 7),
        error,
        { failed, attempt: 2 },
      ),
    ).toEqual(retry(10_007))
    expect(asked).toEqual([[[before, { endedAt: 10_000, error }], "run/main/fetch#1"]])
    expect(
      await decide(
        strategy(() => undefined),
        error,
      ),
    ).toEqual(ended("exhausted"))
    const throws = strategy(() => {
      throw new Error("odd")
    })
    expect(await decide(throws, error)).toEqual(ended("exhausted"))
    expect(await decide({ ...strategy(() => 7), maxAttempts: 2 }, error, { attempt: 2 })).toEqual(ended("exhausted"))
  })
})

import { describe, expect, it } from "vitest"
import { failure, InvalidRetry, mayRetry, retryDelay, type RetryOptions, step } from "@statewright/workflow"
import { z } from "zod"

class Busy extends failure("Busy", z.object({})) {}
class Broken extends failure("Broken", z.object({})) {}

const policyOf = (retry: RetryOptions<"Busy" | "Broken">) => {
  const { definition } = step("fetch", { errors: [Busy, Broken], retry, run: async () => 1 })
  if (definition.retry === undefined) throw new Error("the policy was dropped")
  return definition.retry
}
const delays = (retry: RetryOptions<"Busy" | "Broken">, random = 0.5) =>
  [1, 2, 3, 4].map((attempt) => retryDelay(policyOf(retry), attempt, random))

describe("retryDelay", () => {
  it("F06.2 grows exponentially up to the cap", () => {
    expect(
      delays({ strategy: "exponential", initialDelay: "1 second", maxDelay: "5 seconds", maxAttempts: 5 }),
    ).toEqual([1000, 2000, 4000, 5000])
    expect(delays({ strategy: "exponential", initialDelay: 100, multiplier: 3, maxAttempts: 5 })).toEqual([
      100, 300, 900, 2700,
    ])
  })

  it("F06.3 stays the same when it is fixed", () => {
    expect(delays({ strategy: "fixed", initialDelay: 70, maxAttempts: 5 })).toEqual([70, 70, 70, 70])
  })

  it("F06.10 spreads by full and by proportional jitter, never above the cap", () => {
    expect(delays({ strategy: "fixed", initialDelay: 100, maxAttempts: 5, jitter: "full" }, 0.25)).toEqual([
      25, 25, 25, 25,
    ])
    const proportional = {
      strategy: "exponential",
      initialDelay: 100,
      maxDelay: 400,
      maxAttempts: 5,
      jitter: { proportional: 0.2 },
    } as const
    expect(delays(proportional, 0)).toEqual([80, 160, 320, 320])
    expect(delays(proportional, 1)).toEqual([120, 240, 400, 400])
  })

  it("N.6 stays a time that can be stored, at whatever attempt", () => {
    const endless = policyOf({ strategy: "exponential", initialDelay: 1, maxAttempts: Infinity })
    expect(retryDelay(endless, 5_000, 0)).toBe(31_536_000_000)
    expect(retryDelay(policyOf({ strategy: "exponential", initialDelay: 0, maxAttempts: Infinity }), 5_000, 0)).toBe(0)
  })
})

describe("mayRetry", () => {
  const base = { strategy: "fixed", initialDelay: 1, maxAttempts: 3 } as const

  it("stops at the last attempt", () => {
    expect([1, 2, 3].map((attempt) => mayRetry(policyOf(base), attempt, new Error("x")))).toEqual([true, true, false])
  })

  it("F06.6 retries only the errors named by `on`, and never those named by `unless`", () => {
    const tried = (retry: RetryOptions<"Busy" | "Broken">) =>
      [new Busy({}), new Broken({}), new Error("x")].map((error) => mayRetry(policyOf(retry), 1, error))
    expect(tried({ ...base, on: ["Busy"] })).toEqual([true, false, false])
    expect(tried({ ...base, unless: ["Broken"] })).toEqual([true, false, true])
    expect(tried({ ...base, on: ["Busy", "Broken"], unless: ["Broken"] })).toEqual([true, false, false])
  })
})

describe("retry", () => {
  const good = { strategy: "exponential", initialDelay: 1, maxAttempts: 2 } as const
  it.each<[string, RetryOptions<"Busy" | "Broken">]>([
    ["no attempts", { ...good, maxAttempts: 0 }],
    ["half an attempt", { ...good, maxAttempts: 1.5 }],
    ["attempts that are no number", { ...good, maxAttempts: Number.NaN }],
    ["a negative delay", { ...good, initialDelay: -1 }],
    ["a delay that is no number", { ...good, initialDelay: Number.NaN }],
    ["a multiplier below 1", { ...good, multiplier: 0.5 }],
    ["an endless multiplier", { ...good, multiplier: Infinity }],
    ["a cap below the first delay", { ...good, initialDelay: 10, maxDelay: 5 }],
    ["jitter above the delay", { ...good, jitter: { proportional: 2 } }],
    // Only callers without types can pass these.
    ["an undeclared tag", { ...good, on: ["Elsewhere" as "Busy"] }],
    ["an unknown strategy", { ...good, strategy: "hopeful" as "fixed" }],
  ])("N.9 refuses %s when the step is defined", (_, retry) => {
    expect(() => policyOf(retry)).toThrow(InvalidRetry)
    expect(() => policyOf(retry)).toThrow(/step `fetch`/)
  })
})

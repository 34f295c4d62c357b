import { describe, expect, it } from "vitest"
import { z } from "zod"
import { breaker, breakerPolicy, failure, InvalidBreaker, step } from "../src/index.ts"

class CardDeclined extends failure("CardDeclined", z.object({ code: z.string() })) {}

const stepWith = (given: unknown) =>
  step("charge", { errors: [CardDeclined], breaker: given as never, run: async () => "done" }).definition.breaker // as untyped callers

const fine = { failureThreshold: 5, openFor: "1 minute" } as const

describe("the breaker of a step", () => {
  it("F05.1 has the name of the step for its key, or another one, or is shared by several", () => {
    expect(stepWith(fine)?.key).toBe("charge")
    expect(stepWith({ ...fine, key: "payments" })?.key).toBe("payments")
    const payments = breaker("payments", fine)
    expect(stepWith(payments)).toEqual(breakerPolicy("x", { ...fine, key: "payments" }))
  })

  it("F05.2 F05.3 F05.5 F05.8 is filled in", () => {
    expect(stepWith(fine)).toEqual({
      key: "charge",
      enabled: true,
      circuit: { failureThreshold: 5, openFor: 60_000, maxOpenFor: 60_000, halfOpenMaxCalls: 1 },
      countAs: { failure: new Set(), ignore: new Set() },
    })
    const whole = {
      enabled: false,
      failureRateThreshold: 0.5,
      window: "10 seconds",
      minimumCalls: 20,
      openFor: 500,
      maxOpenFor: "1 minute",
      halfOpenMaxCalls: 3,
      countAs: { failure: ["CardDeclined", "ValidationFailed"], ignore: ["StepTimedOut"] },
    }
    expect(stepWith(whole)).toMatchObject({
      enabled: false,
      circuit: {
        rate: { threshold: 0.5, window: 10_000, minimumCalls: 20 },
        openFor: 500,
        maxOpenFor: 60_000,
        halfOpenMaxCalls: 3,
      },
      countAs: { failure: new Set(["CardDeclined", "ValidationFailed"]), ignore: new Set(["StepTimedOut"]) },
    })
  })

  it("F05.1 is refused where it makes no sense, with what is wrong and what to write", () => {
    const rate = { failureRateThreshold: 0.5, window: "1 minute", minimumCalls: 10, openFor: "1 minute" }
    const wrong: readonly (readonly [unknown, string])[] = [
      ["payments", 'it is "payments"'],
      [{ openFor: "1 minute" }, "would never open"],
      [{ failureThreshold: 5 }, "openFor"],
      [{ ...fine, failureThreshold: 0 }, "failureThreshold is 0"],
      [{ ...fine, failureThreshold: 1.5 }, "failureThreshold is 1.5"],
      [{ ...fine, openFor: 0 }, "openFor is no time at all"],
      [{ ...fine, openFor: "soon" }, "openFor"],
      [{ ...fine, openFor: -1 }, "openFor"],
      [{ ...fine, maxOpenFor: "1 second" }, "maxOpenFor is shorter"],
      [{ ...fine, halfOpenMaxCalls: 0 }, "halfOpenMaxCalls is 0"],
      [{ ...rate, failureRateThreshold: 0 }, "failureRateThreshold is 0"],
      [{ ...rate, failureRateThreshold: 1.1 }, "failureRateThreshold is 1.1"],
      [{ ...rate, failureRateThreshold: Number.NaN }, "failureRateThreshold is NaN"],
      [{ ...rate, window: undefined }, "needs `window`"],
      [{ ...rate, minimumCalls: undefined }, "needs `window` and `minimumCalls`"],
      [{ ...rate, minimumCalls: 0 }, "minimumCalls is 0"],
      [{ ...rate, window: 0 }, "window is no time at all"],
      [{ ...fine, window: "1 minute" }, "without `failureRateThreshold`"],
      [{ ...fine, key: "" }, "its key"],
      [{ ...fine, key: "x".repeat(257) }, "its key"],
      [{ ...fine, key: "\ud800" }, "its key"],
      [{ ...fine, enabled: "no" }, "enabled"],
      [{ ...fine, treshold: 5 }, '"treshold"'],
      [{ ...fine, countAs: { failure: ["Busy"] } }, '"Busy" in countAs.failure'],
      [{ ...fine, countAs: { ignore: "CardDeclined" } }, "countAs.ignore"],
      [{ ...fine, countAs: { success: [] } }, '"success"'],
      [{ ...fine, countAs: { failure: ["CardDeclined"], ignore: ["CardDeclined"] } }, "cannot count"],
    ]
    for (const [given, problem] of wrong) {
      expect(() => stepWith(given)).toThrow(InvalidBreaker)
      expect(() => stepWith(given)).toThrow(problem)
    }
    expect(() => breaker("", fine)).toThrow(InvalidBreaker)
    expect(() => breaker("payments", { openFor: "1 minute" })).toThrow("would never open")
  })
})

import { describe, expect, it } from "vitest"
import {
  type BuiltInTag,
  failure,
  InvalidRetry,
  mayRetry,
  NonRetryable,
  retryAfter,
  retryDelay,
  type RetryOptions,
  scheduleBrand,
  step,
} from "@statewright/workflow"
import { z } from "zod"

class Busy extends failure("Busy", z.object({})) {}
class Broken extends failure("Broken", z.object({})) {}

const policyOf = (retry: RetryOptions<"Busy" | "Broken" | BuiltInTag>) => {
  const { definition } = step("fetch", { errors: [Busy, Broken], retry, run: async () => 1 })
  if (definition.retry === undefined) throw new Error("the policy was dropped")
  return definition.retry
}
const delaysOf = (retry: RetryOptions<"Busy" | "Broken" | BuiltInTag>) => {
  const { delays } = policyOf(retry)
  if (!("strategy" in delays)) throw new Error("it is a schedule")
  return delays
}
const delays = (retry: RetryOptions<"Busy" | "Broken" | BuiltInTag>, random = 0.5) =>
  [1, 2, 3, 4].map((attempt) => retryDelay(delaysOf(retry), attempt, random))

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

  it("F06.4 is nothing when it is immediate", () => {
    expect(delays({ strategy: "immediate", maxAttempts: 5 })).toEqual([0, 0, 0, 0])
  })

  it("F06.5 grows by the same time when it is linear, up to the cap", () => {
    const linear = { strategy: "linear", initialDelay: 100, maxAttempts: 5 } as const
    expect(delays(linear)).toEqual([100, 200, 300, 400])
    expect(delays({ ...linear, increment: "10 milliseconds" })).toEqual([100, 110, 120, 130])
    expect(delays({ ...linear, increment: 0 })).toEqual([100, 100, 100, 100])
    expect(delays({ ...linear, maxDelay: 250 })).toEqual([100, 200, 250, 250])
  })

  it("F06.3 has a cap when it is fixed, which jitter does not pass", () => {
    expect(
      delays({ strategy: "fixed", initialDelay: 70, maxDelay: 75, maxAttempts: 5, jitter: { proportional: 1 } }, 0.99),
    ).toEqual([75, 75, 75, 75])
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
    const endless = { strategy: "exponential", initialDelay: 1, maxAttempts: Infinity } as const
    expect(retryDelay(delaysOf(endless), 5_000, 0)).toBe(31_536_000_000)
    expect(retryDelay(delaysOf({ ...endless, initialDelay: 0 }), 5_000, 0)).toBe(0)
    const linear = { strategy: "linear", initialDelay: 1, increment: "365000 days", maxAttempts: Infinity } as const
    expect(retryDelay(delaysOf(linear), 5_000, 0)).toBe(31_536_000_000)
  })
})

describe("mayRetry", () => {
  const base = { strategy: "fixed", initialDelay: 1, maxAttempts: 3 } as const

  it("F06.6 retries only the errors named by `on`, and never those named by `unless`", () => {
    const tried = (retry: RetryOptions<"Busy" | "Broken" | BuiltInTag>) =>
      [new Busy({}), new Broken({}), new Error("x")].map((error) => mayRetry(policyOf(retry), error))
    expect(tried({ ...base, on: ["Busy"] })).toEqual([true, false, false])
    expect(tried({ ...base, unless: ["Broken"] })).toEqual([true, false, true])
    expect(tried({ ...base, on: ["Busy", "Broken"], unless: ["Broken"] })).toEqual([true, false, false])
    expect(tried({ ...base, on: [] })).toEqual([false, false, false])
  })

  const http = (facts: object) => Object.assign(new Error("no"), facts)

  it("F06.7 retries only errors with a status that `onStatus` matches, wherever they carry it", () => {
    const tried = (error: unknown) => mayRetry(policyOf({ ...base, onStatus: [429, "5xx"] }), error)
    expect([429, 500, 599].map((status) => tried(http({ status })))).toEqual([true, true, true])
    expect([200, 400, 428, 600, Number.NaN].map((status) => tried(http({ status })))).toEqual(Array(5).fill(false))
    expect(
      [http({ statusCode: 503 }), http({ response: { status: 503 } }), new Response("", { status: 503 })].map(tried),
    ).toEqual([true, true, true])
    expect([new Error("x"), http({ status: "503" }), undefined, null, "503", 503].map(tried)).toEqual(
      Array(6).fill(false),
    )
  })

  it("F06.7 retries what either `on` or `onStatus` matches, and nothing that `unless` names", () => {
    const both = policyOf({ ...base, on: ["Busy"], onStatus: ["4xx"], unless: ["Broken"] })
    const broken = Object.assign(new Broken({}), { status: 404 })
    expect(
      [new Busy({}), http({ status: 404 }), http({ status: 500 }), broken].map((error) => mayRetry(both, error)),
    ).toEqual([true, true, false, false])
  })

  it("F06.7 is not harmed by an error that throws when it is looked at", () => {
    const hostile = new Proxy(new Error("x"), {
      get: (_, name) => {
        if (typeof name === "symbol") return undefined
        throw new Error("do not look")
      },
    })
    expect(mayRetry(policyOf({ ...base, onStatus: ["5xx"] }), hostile)).toBe(false)
    expect(retryAfter(hostile, 0)).toBe(undefined)
    expect(retryAfter(http({ headers: hostile }), 0)).toBe(undefined)
  })

  it("F06.13 never retries what cannot get better", () => {
    expect(mayRetry(policyOf(base), new NonRetryable("stolen", { cause: new Error("x") }))).toBe(false)
    expect(new NonRetryable("stolen", { cause: 5 })).toMatchObject({
      message: "stolen",
      cause: 5,
      _tag: "NonRetryable",
    })
  })
})

describe("retryAfter", () => {
  const now = Date.parse("2026-11-23T10:00:00Z")
  const of = (headers: unknown) => retryAfter({ headers }, now)

  it.each([
    ["seconds", "120", 120_000],
    ["parts of a second", "1.5", 1_500],
    ["none", "0", 0],
    ["a date", "Mon, 23 Nov 2026 10:00:30 GMT", 30_000],
    ["a date of long ago", "Mon, 23 Nov 2020 10:00:30 GMT", 0],
    ["a date as RFC 850 wrote it", "Monday, 23-Nov-26 10:00:30 GMT", 30_000],
    ["a date as C wrote it, which is of Greenwich, too", "Mon Nov 23 10:00:30 2026", 30_000],
    ["more than a day", "8640000", 86_400_000],
    ["no time", "soon", undefined],
    ["nothing", "", undefined],
    ["less than nothing", "-3", undefined],
  ])("F06.7 reads %s", (_, text, millis) => {
    expect(of({ "Retry-After": text })).toBe(millis)
    expect(of(new Headers({ "retry-after": text }))).toBe(millis)
  })

  it("F06.7 finds it on the error, in its headers and in those of its response", () => {
    expect(retryAfter({ retryAfter: 2 }, now)).toBe(2_000)
    expect(retryAfter({ retryAfter: new Date(now + 5) }, now)).toBe(5)
    expect(retryAfter({ retryAfter: "2" }, now)).toBe(2_000)
    expect(retryAfter({ response: new Response("", { headers: { "retry-after": "3" } }) }, now)).toBe(3_000)
    expect(of({ "retry-after": ["4", "5"] })).toBe(4_000)
    for (const odd of [Number.NaN, new Date(Number.NaN), {}, true]) {
      expect(retryAfter({ retryAfter: odd }, now)).toBe(undefined)
    }
    for (const none of [undefined, null, 5, "5", {}]) expect(retryAfter(none, now)).toBe(undefined)
  })
})

describe("retry", () => {
  const aSchedule = { [scheduleBrand]: 1 as const, delay: async () => undefined }

  it("F06.11 takes a schedule in place of the name of a strategy, with as many attempts as it wants", () => {
    expect(policyOf({ strategy: aSchedule })).toMatchObject({ delays: aSchedule, maxAttempts: Infinity })
  })

  it("F06.6 may name errors of Statewright's own", () => {
    expect(
      policyOf({ strategy: "immediate", maxAttempts: 2, on: ["CircuitOpen"], unless: ["StepTimedOut"] }),
    ).toMatchObject({
      on: new Set(["CircuitOpen"]),
      unless: new Set(["StepTimedOut"]),
    })
  })

  const good = { strategy: "exponential", initialDelay: 1, maxAttempts: 2 } as const
  it.each<[string, RetryOptions<"Busy" | "Broken" | BuiltInTag>]>([
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
    ["an undeclared tag in `unless`", { ...good, unless: ["Elsewhere" as "Busy"] }],
    ["a tag that is no list", { ...good, on: "Busy" as unknown as ["Busy"] }],
    ["an unknown strategy", { ...good, strategy: "hopeful" as "fixed" }],
    ["no strategy", { maxAttempts: 3 } as unknown as RetryOptions<never>],
    ["what is no object", 3 as unknown as RetryOptions<never>],
    ["null", null as unknown as RetryOptions<never>],
    ["an option of another strategy", { ...good, strategy: "fixed", multiplier: 2 } as RetryOptions<never>],
    ["a negative increment", { ...good, strategy: "linear", increment: -1 }],
    ["no number of attempts", { strategy: "immediate" } as RetryOptions<never>],
    ["a multiplier that is no number", { ...good, multiplier: "2" as unknown as number }],
    ["a jitter that is unknown", { ...good, jitter: "some" as "full" }],
    ["a jitter that is null", { ...good, jitter: null as unknown as "full" }],
    ["a status that is none", { ...good, onStatus: [99] }],
    ["a family of statuses that is none", { ...good, onStatus: ["3xx" as "4xx"] }],
    ["statuses that are no list", { ...good, onStatus: 503 as unknown as [503] }],
    ["a `retryAfter` that is no answer", { ...good, retryAfter: "yes" as unknown as boolean }],
    ["a schedule with no attempts", { strategy: aSchedule, maxAttempts: 0 }],
    ["a schedule with a delay of its own", { strategy: aSchedule, initialDelay: 5 } as RetryOptions<never>],
  ])("N.9 refuses %s when the step is defined", (_, retry) => {
    expect(() => policyOf(retry)).toThrow(InvalidRetry)
    expect(() => policyOf(retry)).toThrow(/step `fetch`/)
  })
})

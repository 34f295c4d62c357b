import { Schedule } from "effect"
import fc from "fast-check"
import type { Jitter, RetryOptions } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { registry } from "../../../src/machine/index.ts"
import { scheduled } from "../../../src/effect/scheduled.ts"
import { createEngineWith } from "../../../src/index.ts"
import { newDatabase } from "../../engine/new-database.ts"
import { oneStep } from "../../engine/one-step.ts"
import { until } from "../../engine/until.ts"
import { virtualTime } from "../../engine/virtual-time.ts"

/** How long may be waited after an attempt that failed, the first of them being 1; worked out apart from the engine. */
interface Bounds {
  readonly options: RetryOptions
  readonly delay: (attempt: number) => readonly [least: number, most: number]
}

const millis = fc.nat(10_000)
const maxAttempts = 5

const spread = (delay: number, most: number, jitter: Jitter): readonly [number, number] => {
  const capped = Math.min(delay, most)
  if (jitter === "none") return [Math.round(capped), Math.round(capped)]
  if (jitter === "full") return [0, Math.ceil(capped)]
  const by = capped * jitter.proportional
  return [Math.min(Math.floor(capped - by), most), Math.min(Math.ceil(capped + by), most)]
}

const jitters = fc.constantFrom<Jitter>("none", "none", "full", { proportional: 0.3 })

const declared: fc.Arbitrary<Bounds> = fc
  .record({
    initialDelay: millis,
    maxDelay: fc.option(millis, { nil: undefined }),
    jitter: jitters,
    increment: millis,
    multiplier: fc.constantFrom(1, 1.5, 2, 10),
    strategy: fc.constantFrom("immediate", "fixed", "linear", "exponential"),
  })
  .map(({ strategy, increment, multiplier, initialDelay, ...rest }): Bounds => {
    if (strategy === "immediate") return { options: { strategy, maxAttempts }, delay: () => [0, 0] }
    const cap = rest.maxDelay === undefined ? undefined : initialDelay + rest.maxDelay
    const delays = { initialDelay, maxAttempts, jitter: rest.jitter, ...(cap !== undefined && { maxDelay: cap }) }
    const bounded = (grown: (failed: number) => number) => (attempt: number) =>
      spread(grown(attempt), cap ?? Infinity, rest.jitter)
    switch (strategy) {
      case "fixed":
        return { options: { ...delays, strategy }, delay: bounded(() => initialDelay) }
      case "linear":
        return {
          options: { ...delays, strategy, increment },
          delay: bounded((attempt) => initialDelay + increment * (attempt - 1)),
        }
      case "exponential":
        return {
          options: { ...delays, strategy, multiplier },
          delay: bounded((attempt) => initialDelay * multiplier ** (attempt - 1)),
        }
    }
  })

const ofSchedules = fc.nat(2_000).map((spaced): Bounds => ({
  options: { strategy: scheduled(Schedule.jittered(Schedule.spaced(spaced))), maxAttempts },
  delay: () => [Math.floor(spaced * 0.8), Math.ceil(spaced * 1.2)],
}))

/** When the attempts of runs began and ended whose steps always fail; the engine is closed and opened at some of the times when all of them wait. */
const attemptsOf = async (policies: readonly RetryOptions[], restarts: readonly number[]) => {
  const time = virtualTime()
  const database = await newDatabase()
  const begun = policies.map(() => 0)
  const jobs = policies.map((retry, index) => {
    const act = async () => {
      begun[index] = (begun[index] ?? 0) + 1
      throw new Error("no")
    }
    return [`job${index}`, oneStep(act, { name: `job${index}`, step: { retry } }).job] as const
  })
  const workflows = registry(Object.fromEntries(jobs))
  const open = () => createEngineWith(time.services, { database, workflows, durability: "normal" })
  let engine = await open()
  const stepsNow = async () => {
    const details = await Promise.all(policies.map((_, index) => engine.runs.get(`run${index}`)))
    return details.flatMap(({ steps }) => steps)
  }
  try {
    for (const index of policies.keys()) {
      await engine.workflows[`job${index}`]?.start({ n: 1, tenant: "acme" }, { id: `run${index}` })
    }
    let now = 0
    let pauses = 0
    for (;;) {
      const steps = await stepsNow()
      if (steps.every(({ status }) => status === "failed")) break
      const due = Math.min(...steps.flatMap(({ nextAttemptAt }) => nextAttemptAt ?? []))
      if (steps.some(({ status }) => status === "running") || !(due > now)) {
        await new Promise((resolve) => setImmediate(resolve))
        continue
      }
      // All of them wait.
      if (restarts.includes(pauses++)) {
        await engine.close()
        engine = await open()
      }
      const before = [...begun]
      if (due - now > 1) await time.pass(due - now - 1)
      expect(begun).toEqual(before)
      await time.pass(1)
      now = due
      await until(() => begun.some((count, index) => count !== before[index]))
    }
    const ended = await stepsNow()
    await time.pass("20 days")
    expect(await stepsNow()).toEqual(ended)
    return { begun, steps: ended }
  } finally {
    await engine.close()
  }
}

describe("the delays between attempts", () => {
  it("F06.2 F06.3 F06.4 F06.5 F06.10 F06.11 F06.12 follow the strategy, with and without restarts in between", async () => {
    const anyOf = fc.oneof({ weight: 5, arbitrary: declared }, { weight: 1, arbitrary: ofSchedules })
    const some = fc.array(anyOf, { minLength: 8, maxLength: 8 })
    const restarts = fc.uniqueArray(fc.nat(20), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(some, restarts, async (policies, closes) => {
        const { begun, steps } = await attemptsOf(
          policies.map(({ options }) => options),
          closes,
        )
        expect(begun).toEqual(policies.map(() => maxAttempts))
        for (const [index, { failures, endedBy }] of steps.entries()) {
          expect(endedBy).toBe("exhausted")
          expect(failures).toHaveLength(maxAttempts)
          for (const [{ attempt, endedAt }, next] of failures.map((each, at) => [each, failures[at + 1]] as const)) {
            const [least, most] = policies[index]?.delay(attempt) ?? []
            if (next === undefined) continue
            expect(next.startedAt - endedAt).toBeGreaterThanOrEqual(least ?? Number.NaN)
            expect(next.startedAt - endedAt).toBeLessThanOrEqual(most ?? Number.NaN)
          }
        }
      }),
      { numRuns: 6, endOnFailure: true },
    )
  })
})

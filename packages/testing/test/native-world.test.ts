import { runInline } from "@statewright/testing"
import { sleep, step, workflow } from "@statewright/workflow"
import { describe, expect, it, vi } from "vitest"

const ask = step("ask", { run: async (): Promise<unknown> => "the step itself ran" })

const looksAround = workflow("looksAround", {}, async () => {
  const seen: unknown[] = [Date.now(), new Date(), Date(), Math.random(), crypto.randomUUID()]
  seen.push(
    [...crypto.getRandomValues(new Uint8Array(4))],
    new Date() instanceof Date,
    new Date(0).constructor === Date,
  )
  await ask()
  await sleep("1 day")
  return [...seen, Date.now(), Math.random()]
})

const now = Date.UTC(2030, 0, 1)
const day = 86_400_000

/** What a stub sees is not recorded, and so is not the run's. */
const steps = {
  ask: async () => {
    expect(Date.now()).not.toBe(now)
  },
}

describe("runInline with a time and a seed", () => {
  it("A.8 A.11 tells the body the time, which moves on by what it sleeps, and random values that are the same again", async () => {
    const { output, error } = await runInline(looksAround, undefined, { steps, now, seed: "a" })
    expect(error).toBeUndefined()
    expect(output?.slice(0, 3)).toEqual([now, new Date(now), new Date(now).toString()])
    expect(output?.slice(6, 9)).toEqual([true, true, now + day])
    expect((await runInline(looksAround, undefined, { steps, now, seed: "a" })).output).toEqual(output)
    const other = await runInline(looksAround, undefined, { steps, now, seed: "b" })
    expect([3, 4, 5, 9].filter((at) => JSON.stringify(other.output?.[at]) === JSON.stringify(output?.[at]))).toEqual([])
  })

  it("A.11 changes nothing for anybody else, at the same time or later", async () => {
    const before = [Date, Math.random, crypto.randomUUID, crypto.getRandomValues]
    let seenMeanwhile: number | undefined
    const meanwhile = workflow("meanwhile", {}, async () => {
      await ask()
      return Date.now()
    })
    const runs = [now, now + day, undefined].map((start) =>
      runInline(meanwhile, undefined, {
        steps: { ask: async () => (seenMeanwhile = Date.now()) },
        ...(start !== undefined && { now: start }),
      }),
    )
    const real = Date.now()
    const [one, two, unchanged] = await Promise.all(runs)
    expect([one?.output, two?.output]).toEqual([now, now + day])
    expect(Math.abs(Number(unchanged?.output) - real)).toBeLessThan(day)
    expect(Math.abs(Number(seenMeanwhile) - real)).toBeLessThan(day)
    expect([Date, Math.random, crypto.randomUUID, crypto.getRandomValues]).toEqual(before)
    expect(new Date().constructor).toBe(Date)
  })

  it("A.11 leaves a test's own clock in place, and takes it for the present where it is given no time", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 5 })
    try {
      const body = workflow("asks", {}, async () => [Date.now(), new Date().getTime()])
      expect((await runInline(body, undefined)).output).toEqual([5, 5])
      expect((await runInline(body, undefined, { now })).output).toEqual([now, now])
      expect(Date.now()).toBe(5)
    } finally {
      vi.useRealTimers()
    }
  })
})

import { failure } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { oneStep } from "../engine/one-step.ts"
import { virtualTime } from "../engine/virtual-time.ts"

class Busy extends failure("Busy", z.object({})) {}

const policies = {
  errors: [Busy],
  retry: { strategy: "fixed", initialDelay: "1 minute", maxAttempts: 3, on: ["Busy", "CircuitOpen"] },
  timeout: "30 seconds",
  deadline: "1 hour",
  breaker: { key: "bank", failureThreshold: 2, openFor: "10 minutes", countAs: { failure: ["Busy"] } },
  cache: { ttl: "1 day", key: ({ n }: { n: number }) => n },
  concurrency: { limit: 1 },
} as const

/** A bank that is busy for so many calls, and an engine that can be closed and opened again. */
const bankFor = async (busy: number) => {
  const time = virtualTime()
  const database = await newDatabase()
  const calls: number[] = []
  let left = busy
  const workflows = oneStep(
    async ({ n }) => {
      calls.push(n)
      if (left-- > 0) throw new Busy({})
      return `answer ${n}`
    },
    { step: policies },
  )
  const open = () => createEngineWith(time.services, { database, workflows })
  return { time, calls, open, engine: await open() }
}

describe("all policies on one step", () => {
  it("F05.2 F06.12 F14.5 N.2 retries under an open breaker over a restart, and both callers get the one answer", async () => {
    const bank = await bankFor(2)
    const { time, calls } = bank
    let { engine } = bank
    await engine.workflows.job.start({ n: 1 }, { id: "one" })
    await engine.workflows.job.start({ n: 1 }, { id: "two" })
    await time.pass("1 minute")
    expect(calls).toHaveLength(2)
    expect(await engine.breakers.get("bank")).toMatchObject({ state: "open" })
    // Turned away: the next attempt is when the breaker may be asked again.
    await time.pass("1 minute")
    expect(calls).toHaveLength(2)
    await engine.close()
    engine = await bank.open()
    await time.pass("1 minute")
    expect(calls).toHaveLength(2)
    const before = await engine.runs.get("one")
    const [waiting] = before.steps
    expect(waiting).toMatchObject({ status: "retrying", attempts: 2, refused: 1, deadlineAt: 3_600_000 })
    expect(waiting?.nextAttemptAt).toBeGreaterThanOrEqual(660_000)
    await time.pass("9 minutes")
    const results = await Promise.all(["one", "two"].map(async (id) => (await engine.workflows.job.get(id)).result()))
    expect(results).toEqual(["answer 1", "answer 1"])
    expect(calls).toHaveLength(3)
    expect(await engine.breakers.get("bank")).toMatchObject({ state: "closed", failures: 0 })
    expect((await engine.runs.get("one")).steps).toMatchObject([
      { status: "completed", attempts: 3, refused: 1, failures: [{ attempt: 1 }, { attempt: 2 }] },
    ])
    // A third one is answered from the cache: no breaker is asked, and no place in a line taken.
    await engine.breakers.open("bank")
    await time.pass("1 second")
    const third = await engine.workflows.job.start({ n: 1 }, { id: "three" })
    expect(await third.result()).toBe("answer 1")
    expect((await third.info()).steps).toMatchObject([{ attempts: 0, cached: {} }])
    expect((await engine.letters.list()).letters).toEqual([])
    await engine.close()
  })

  it("F07.1 F07.5 F06.9 F14.4 leaves a dead letter and nothing in the cache; its replay is answered, and cached", async () => {
    const bank = await bankFor(3)
    const { time, calls, engine } = bank
    const run = await engine.workflows.job.start({ n: 1 }, { id: "one" })
    for (const length of ["1 minute", "1 minute", "10 minutes"] as const) await time.pass(length)
    await expect(run.result()).rejects.toBeInstanceOf(Busy)
    expect(calls).toHaveLength(3)
    const [letter] = (await engine.letters.list()).letters
    expect(letter).toMatchObject({ step: "work", tag: "Busy", status: "dead", times: 1 })
    const [failed] = (await run.info()).steps
    expect(failed).toMatchObject({
      status: "failed",
      attempts: 3,
      refused: 1,
      endedBy: "exhausted",
      letter: letter?.id,
    })
    expect((await engine.cache.list({})).entries).toEqual([])
    // The probe has failed: the breaker is open again, and the replay waits for it.
    const replayed = engine.letters.replay(letter?.id ?? 0)
    await time.pass("1 second")
    const [replay] = (await replayed).letters
    for (let round = 0; round < 3; round++) await time.pass("10 minutes")
    expect(await (await engine.workflows.job.get(replay?.runId ?? "")).result()).toBe("answer 1")
    await time.pass("1 second")
    expect((await engine.letters.list()).letters).toEqual([])
    const again = await engine.workflows.job.start({ n: 1 })
    expect(await again.result()).toBe("answer 1")
    expect(calls).toHaveLength(4)
    await engine.close()
  })

  it("F06.14 F07.1 fails at its deadline while the breaker holds it back, and leaves a letter", async () => {
    const { time, calls, engine } = await bankFor(99)
    const run = await engine.workflows.job.start({ n: 1 }, { id: "one" })
    await time.pass("1 minute")
    await engine.breakers.open("bank")
    for (let round = 0; round < 8; round++) await time.pass("10 minutes")
    await expect(run.result()).rejects.toMatchObject({ _tag: "DeadlineExceeded", cause: { _tag: "CircuitOpen" } })
    expect(calls).toHaveLength(2)
    expect((await engine.letters.list()).letters).toMatchObject([{ step: "work", tag: "DeadlineExceeded" }])
    expect((await run.info()).steps).toMatchObject([{ status: "failed", endedBy: "deadline" }])
    await engine.close()
  })
})

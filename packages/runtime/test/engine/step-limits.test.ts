import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { type Job, oneStep } from "./one-step.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { workshop } from "./workshop.ts"

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

/** An engine, its clock, and what its step does. */
const shop = async (step: object, more: { concurrency?: number; database?: string } = {}) => {
  const time = virtualTime()
  const place = workshop()
  const workflows = oneStep(place.act, { step })
  const database = more.database ?? (await newDatabase())
  const { concurrency } = more
  const options = { database, workflows, ...(concurrency !== undefined && { concurrency }) }
  const engine = await createEngineWith(time.services, options)
  const { job } = engine.workflows
  return { ...time, ...place, engine, job, options }
}

const statusOf = async ({
  info,
}: {
  info: () => Promise<{ steps: readonly { status: string; attempts: number }[] }>
}) => {
  const [step] = (await info()).steps
  return [step?.status, step?.attempts]
}

describe("the concurrency of a step", () => {
  it("P.9 holds at most so many attempts at work, and lets the others begin in the order in which they came", async () => {
    const { engine, job, begun, atWork, most, finish } = await shop({ concurrency: { limit: 2 } })
    await using _ = engine
    const runs = []
    for (const n of times(6)) runs.push(await job.start({ n }, { id: `r${n}` }))
    await until(() => begun.length === 2)
    expect(await Promise.all(runs.map(statusOf))).toEqual([
      ["running", 1],
      ["running", 1],
      ["queued", 0],
      ["queued", 0],
      ["queued", 0],
      ["queued", 0],
    ])
    const [waiting] = (await runs[4]?.info())?.steps ?? []
    expect(waiting?.queued).toEqual({ number: 3, priority: 0, concurrency: "" })
    for (const n of [1, 0, 2, 3, 5, 4]) {
      await until(() => atWork().includes(n))
      finish(n)
    }
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(times(6).map((n) => `job ${n}`))
    expect(begun).toEqual(times(6))
    expect(most()).toBe(2)
  })

  it("P.9 counts for each key by itself, and no key waits for another", async () => {
    const { engine, job, begun, atWork, finish } = await shop({
      concurrency: { limit: 1, key: ({ tenant }: Job) => tenant },
    })
    await using _ = engine
    for (const [n, tenant] of ["a", "a", "a", "b", "c", "b"].entries()) await job.start({ n, tenant })
    await until(() => begun.length === 3)
    expect(begun).toEqual([0, 3, 4])
    finish(3)
    await until(() => begun.length === 4)
    expect(atWork()).toEqual([0, 4, 5])
  })

  it("P.9 gives its slot back during a retry's delay, and stands in line again after it, counted once", async () => {
    const retry = { strategy: "fixed", initialDelay: "1 minute", maxAttempts: 3 }
    const { engine, job, begun, atWork, finish, pass } = await shop({ concurrency: { limit: 1 }, retry })
    await using _ = engine
    const runs = await Promise.all(times(3).map((n) => job.start({ n })))
    await until(() => begun.length === 1)
    finish(0, new Error("not yet"))
    await until(() => begun.length === 2)
    await pass("1 minute")
    const statuses = async () => Promise.all(runs.map(statusOf))
    await until(async () => (await statuses())[0]?.[0] === "queued")
    expect(await statuses()).toEqual([
      ["queued", 1],
      ["running", 1],
      ["queued", 0],
    ])
    // Whoever came to stand there before goes first.
    for (const n of [1, 2, 0]) {
      await until(() => atWork().includes(n))
      finish(n)
    }
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(["job 0", "job 1", "job 2"])
    expect(begun).toEqual([0, 1, 2, 0])
    expect(await statusOf(runs[0] as never)).toEqual(["completed", 2])
  })

  it("P.9 a run that is cancelled leaves the line, and never begins what it stood there for", async () => {
    const { engine, job, begun, finish } = await shop({ concurrency: { limit: 1 } })
    await using _ = engine
    const [first, second, third] = await Promise.all(times(3).map((n) => job.start({ n }, { id: `r${n}` })))
    await until(() => begun.length === 1)
    await second?.cancel()
    expect(await second?.outcome()).toMatchObject({ status: "cancelled" })
    expect(await statusOf(second as never)).toEqual(["cancelled", 0])
    finish(0)
    await first?.result()
    await until(() => begun.length === 2)
    finish(2)
    await third?.result()
    expect(begun).toEqual([0, 2])
  })

  it("P.9 N.6 a key that is none fails the step, and it is not tried again", async () => {
    const keys: (() => unknown)[] = [
      () => {
        throw new TypeError("no tenant")
      },
      () => 5,
      () => "x".repeat(257),
    ]
    for (const key of keys) {
      const retry = { strategy: "fixed", initialDelay: "1 minute", maxAttempts: 3 }
      const { engine, job, begun } = await shop({ concurrency: { limit: 1, key }, retry })
      await using _ = engine
      const run = await job.start({ n: 1 })
      expect(await run.outcome()).toMatchObject({
        status: "failed",
        error: { name: "LimitKeyFailed", code: "RUN-041", message: expect.stringContaining("step `work`") },
      })
      expect(begun).toEqual([])
    }
  })

  it("P.9 of the whole engine bounds the attempts at all steps", async () => {
    const { engine, job, begun, atWork, most, finish } = await shop({}, { concurrency: 3 })
    await using _ = engine
    const runs = await Promise.all(times(8).map((n) => job.start({ n })))
    for (const n of times(8)) {
      await until(() => atWork().includes(n))
      finish(n)
    }
    await Promise.all(runs.map((run) => run.result()))
    expect([begun.length, most()]).toEqual([8, 3])
  })
})

describe("a line of calls when an engine ends", () => {
  it("P.9 N.2 stands there as it stood, and what was at work goes first", async () => {
    const first = await shop({ concurrency: { limit: 2 } })
    for (const n of times(6)) await first.job.start({ n }, { id: `r${n}` })
    await until(() => first.begun.length === 2)
    first.finish(0)
    await until(() => first.begun.length === 3)
    await first.engine.close()

    const second = await shop({ concurrency: { limit: 2 } }, { database: first.options.database })
    await using _ = second.engine
    await until(() => second.begun.length === 2)
    expect([...second.begun].toSorted((one, other) => one - other)).toEqual([1, 2])
    const waiting = await second.job.get("r3")
    expect(await statusOf(waiting)).toEqual(["queued", 0])
    for (const n of [1, 2, 3, 4, 5]) {
      await until(() => second.atWork().includes(n))
      second.finish(n)
    }
    for (const n of times(6)) expect(await (await second.job.get(`r${n}`)).result()).toBe(`job ${n}`)
    expect(second.begun.slice(2)).toEqual([3, 4, 5])
    expect(second.most()).toBe(2)
  })

  it("P.9 a limit that became lower meanwhile holds for what was at work, too", async () => {
    const first = await shop({})
    for (const n of times(3)) await first.job.start({ n }, { id: `r${n}` })
    await until(() => first.begun.length === 3)
    await first.engine.close()
    const second = await shop({ concurrency: { limit: 1 } }, { database: first.options.database })
    await using _ = second.engine
    for (const at of times(3)) {
      await until(() => second.begun.length === at + 1)
      expect(second.atWork()).toHaveLength(1)
      second.finish(second.begun.at(-1) ?? 0)
    }
    for (const n of times(3)) expect(await (await second.job.get(`r${n}`)).result()).toBe(`job ${n}`)
  })
})

describe("the rate of a step", () => {
  it("P.9 lets so many attempts begin within any such time, each key by itself", async () => {
    const rate = { limit: 2, per: "1 second", key: ({ tenant }: Job) => tenant }
    const { engine, job, begun, finish, pass } = await shop({ rate })
    await using _ = engine
    for (const n of times(5)) await job.start({ n, tenant: n === 4 ? "b" : "a" })
    await until(() => begun.length === 3)
    expect(begun).toEqual([0, 1, 4])
    finish(0)
    await pass("999 millis")
    expect(begun).toHaveLength(3)
    await pass("1 millis")
    await until(() => begun.length === 5)
    expect(begun).toEqual([0, 1, 4, 2, 3])
  })

  it("P.9 N.2 counts what began before a restart", async () => {
    const rate = { limit: 2, per: "1 minute" }
    const first = await shop({ rate })
    for (const n of times(4)) await first.job.start({ n }, { id: `r${n}` })
    await until(() => first.begun.length === 2)
    first.finish(0)
    first.finish(1)
    await (await first.job.get("r0")).result()
    await (await first.job.get("r1")).result()
    await first.engine.close()

    // Its clock begins at 0 again: nothing of the minute is over.
    const second = await shop({ rate }, { database: first.options.database })
    await using _ = second.engine
    await second.pass("59 seconds")
    expect(second.begun).toEqual([])
    await second.pass("1 second")
    await until(() => second.begun.length === 2)
    expect(second.begun).toEqual([2, 3])
  })

  it("P.9 and its concurrency are had together: whoever waits for a slot takes nothing of the rate", async () => {
    const { engine, job, begun, finish, pass } = await shop({
      rate: { limit: 2, per: "1 second" },
      concurrency: { limit: 1 },
    })
    await using _ = engine
    for (const n of times(4)) await job.start({ n })
    await until(() => begun.length === 1)
    await pass("10 seconds")
    finish(0)
    await until(() => begun.length === 2)
    finish(1)
    await until(() => begun.length === 3)
    finish(2)
    await pass("999 millis")
    expect(begun).toEqual([0, 1, 2])
    await pass("1 millis")
    await until(() => begun.length === 4)
  })
})

describe("a limit that makes no sense", () => {
  it.each<[object, string]>([
    [{ concurrency: { limit: 0 } }, "the limit of concurrency is 0"],
    [{ concurrency: { limit: 1.5 } }, "the limit of concurrency is 1.5"],
    [{ concurrency: 5 }, "concurrency is 5"],
    [{ concurrency: { limit: 1, key: "tenant" } }, "the key of concurrency is no function"],
    [{ concurrency: { limit: 1, per: "1 second" } }, "concurrency has no option"],
    [{ rate: { limit: 1 } }, "the time of rate"],
    [{ rate: { limit: 1, per: 0 } }, "the time of rate is none"],
    [{ rate: { limit: Number.NaN, per: "1 second" } }, "the limit of rate is NaN"],
    [{ rate: { limit: 1e9, per: "1 second" } }, "the limit of rate is 1000000000"],
  ])("P.9 N.6 %j is refused where it is written", (step, problem) => {
    expect(() => oneStep(async () => "", { step })).toThrow(
      expect.objectContaining({ _tag: "InvalidLimit", code: "DEF-007", message: expect.stringContaining(problem) }),
    )
  })

  it("P.9 N.6 so is one of the whole engine", async () => {
    const options = { database: await newDatabase(), workflows: oneStep(async () => ""), concurrency: 0 }
    await expect(createEngineWith(virtualTime().services, options)).rejects.toMatchObject({ _tag: "InvalidOption" })
  })
})

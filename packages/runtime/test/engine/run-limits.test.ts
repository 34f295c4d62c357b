import { describe, expect, it } from "vitest"
import { createEngineWith, type EngineOptions } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { type Job, oneStep } from "./one-step.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { workshop } from "./workshop.ts"

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)
const ascending = (one: number, other: number): number => one - other

interface Shop {
  readonly workflow?: object
  readonly step?: object
  readonly version?: string
  readonly database?: string
  readonly engine?: Partial<EngineOptions<never>>
}

/** An engine, its clock, and what its step does. */
const shop = async ({ workflow = {}, step = {}, version = "1", ...given }: Shop) => {
  const time = virtualTime()
  const place = workshop()
  const workflows = oneStep(place.act, { workflow, step, version })
  const database = given.database ?? (await newDatabase())
  const engine = await createEngineWith(time.services, { ...given.engine, database, workflows })
  const { job } = engine.workflows
  const statuses = async (): Promise<readonly string[]> =>
    (await engine.runs.list()).runs.toReversed().map(({ id, status }) => `${id} ${status}`)
  return { ...time, ...place, engine, job, database, workflows, statuses }
}

const limit = (most: number) => ({ concurrency: { limit: most, key: ({ tenant }: Job) => tenant } })

describe("the concurrency of a workflow", () => {
  it("P.9 answers each start at once, and lets so many runs with a key be at work, in the order of acceptance", async () => {
    const { engine, job, begun, atWork, most, finish, statuses } = await shop({ workflow: limit(2) })
    await using _ = engine
    const runs = []
    for (const n of times(5)) runs.push(await job.start({ n }, { id: `r${n}` }))
    await job.start({ n: 9, tenant: "other" }, { id: "r9" })
    await until(() => begun.length === 3)
    expect(begun.toSorted(ascending)).toEqual([0, 1, 9])
    expect(await statuses()).toEqual(["r0 running", "r1 running", "r2 queued", "r3 queued", "r4 queued", "r9 running"])
    expect(await runs[3]?.info()).toMatchObject({ status: "queued", input: { n: 3 }, steps: [] })
    expect((await runs[3]?.info())?.queued).toEqual({ number: 2, priority: 0, concurrency: "acme" })
    expect(await runs[0]?.info()).not.toHaveProperty("queued")
    finish(9)
    for (const n of [1, 0, 2, 3, 4]) {
      await until(() => atWork().includes(n))
      finish(n)
    }
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(times(5).map((n) => `job ${n}`))
    expect(begun.filter((n) => n !== 9)).toEqual(times(5))
    expect(most()).toBe(3)
  })

  it("P.9 goes by priority, then by acceptance, over runs and the calls of their steps", async () => {
    const runs = await shop({ workflow: limit(1) })
    const calls = await shop({ step: { concurrency: { limit: 1 } } })
    const engines = await shop({ engine: { concurrency: 1 } })
    for (const { engine, job, begun, atWork, finish } of [runs, calls, engines]) {
      await using _ = engine
      const priorities = [0, -1, 0, 5, 5, 0]
      for (const [n, priority] of priorities.entries()) await job.start({ n }, { priority })
      for (const n of [0, 3, 4, 2, 5, 1]) {
        await until(() => atWork().includes(n))
        finish(n)
      }
      expect(begun).toEqual([0, 3, 4, 2, 5, 1])
    }
  })

  it("P.9 N.6 refuses a priority that is none, and a key that is none, and starts nothing", async () => {
    const { engine, job } = await shop({ workflow: limit(1) })
    await using _ = engine
    for (const priority of [1.5, Number.NaN, 1e9]) {
      await expect(job.start({ n: 1 }, { priority })).rejects.toMatchObject({ _tag: "InvalidOption" })
    }
    const none = await shop({ workflow: { concurrency: { limit: 1, key: () => null } } })
    await using __ = none.engine
    await expect(none.job.start({ n: 1 })).rejects.toMatchObject({ _tag: "LimitKeyFailed", code: "RUN-041" })
    expect((await none.engine.runs.list()).runs).toEqual([])
    expect(() => oneStep(async () => "", { workflow: { concurrency: { limit: 0 } } })).toThrow("workflow `job`")
  })

  it("P.9 one that stands in line is cancelled at once, and never begins", async () => {
    const { engine, job, begun, finish, statuses } = await shop({ workflow: limit(1) })
    await using _ = engine
    const [first, second, third] = await Promise.all(times(3).map((n) => job.start({ n }, { id: `r${n}` })))
    await second?.cancel({ reason: "not now" })
    expect(await second?.outcome()).toMatchObject({ status: "cancelled", error: { reason: "not now" } })
    await until(() => begun.length === 1)
    finish(0)
    await first?.result()
    await until(() => begun.length === 2)
    finish(2)
    await third?.result()
    expect(begun).toEqual([0, 2])
    expect(await statuses()).toEqual(["r0 completed", "r1 cancelled", "r2 completed"])
  })

  it("P.9 a start is repeated in line as at work: the same id is the same run", async () => {
    const { engine, job, begun, finish } = await shop({ workflow: limit(1) })
    await using _ = engine
    await job.start({ n: 0 })
    const ids = await Promise.all(times(10).map(async () => (await job.start({ n: 1 }, { id: "same" })).id))
    expect(new Set(ids)).toEqual(new Set(["same"]))
    await expect(job.start({ n: 2 }, { id: "same" })).rejects.toMatchObject({ _tag: "RunExists" })
    await until(() => begun.length === 1)
    finish(0)
    await until(() => begun.length === 2)
    finish(1)
    expect(await (await job.get("same")).result()).toBe("job 1")
    expect(begun).toEqual([0, 1])
  })

  it("P.9 N.2 a restart loses no place, and whoever was at work still is", async () => {
    const first = await shop({ workflow: limit(1) })
    for (const n of times(5)) await first.job.start({ n }, { id: `r${n}`, priority: n === 4 ? 1 : 0 })
    await until(() => first.begun.length === 1)
    await first.engine.close()

    const second = await shop({ workflow: limit(1), database: first.database })
    await using _ = second.engine
    for (const n of [0, 4, 1, 2, 3]) {
      await until(() => second.atWork().includes(n))
      second.finish(n)
    }
    for (const n of times(5)) expect(await (await second.job.get(`r${n}`)).result()).toBe(`job ${n}`)
    expect(second.begun).toEqual([0, 4, 1, 2, 3])
    expect(second.most()).toBe(1)
  })

  it("P.9 one that stood in line begins with the program that is there when its turn comes", async () => {
    const first = await shop({ workflow: limit(1) })
    for (const n of times(2)) await first.job.start({ n }, { id: `r${n}` })
    await until(() => first.begun.length === 1)
    await first.engine.close()

    const second = await shop({ workflow: limit(1), version: "2", database: first.database })
    await using _ = second.engine
    // The program of the one at work is gone, so it is parked and frees its place.
    await until(() => second.begun.length === 1)
    expect(second.begun).toEqual([1])
    expect(await second.statuses()).toEqual(["r0 parked", "r1 running"])
    second.finish(1)
    const run = await second.job.get("r1")
    expect(await run.result()).toBe("job 1")
    expect(await run.info()).toMatchObject({ version: "2" })
  })

  it("P.9 a parked run frees its place, and stands in line when it may go on", async () => {
    const first = await shop({ workflow: limit(1) })
    for (const n of times(3)) await first.job.start({ n }, { id: `r${n}` })
    await until(() => first.begun.length === 1)
    await first.engine.close()
    const second = await shop({ workflow: limit(1), version: "2", database: first.database })
    await until(() => second.begun.length === 1)
    await second.engine.close()

    // Its program is back; another one is at work, and that one's program is gone.
    const third = await shop({ workflow: limit(1), database: first.database })
    await using _ = third.engine
    await until(() => third.begun.length === 1)
    expect(third.begun).toEqual([0])
    expect(await third.statuses()).toEqual(["r0 running", "r1 parked", "r2 queued"])
    for (const n of [0, 2]) {
      await until(() => third.atWork().includes(n))
      third.finish(n)
      await (await third.job.get(`r${n}`)).result()
    }
  })
})

describe("the rate of a workflow", () => {
  it("P.9 lets so many runs begin within any such time, also over a restart", async () => {
    const workflow = { rate: { limit: 2, per: "1 minute" } }
    const first = await shop({ workflow })
    for (const n of times(5)) await first.job.start({ n }, { id: `r${n}` })
    await until(() => first.begun.length === 2)
    for (const n of times(2)) {
      first.finish(n)
      await (await first.job.get(`r${n}`)).result()
    }
    expect(await first.statuses()).toEqual(["r0 completed", "r1 completed", "r2 queued", "r3 queued", "r4 queued"])
    await first.engine.close()

    // Its clock begins at 0 again: nothing of the minute is over.
    const second = await shop({ workflow, database: first.database })
    await using _ = second.engine
    await second.pass("59999 millis")
    expect(second.begun).toEqual([])
    await second.pass("1 millis")
    await until(() => second.begun.length === 2)
    await second.pass("1 minute")
    await until(() => second.begun.length === 3)
    expect(second.begun).toEqual([2, 3, 4])
  })
})

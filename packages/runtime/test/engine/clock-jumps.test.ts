import { openSqliteStore } from "@statewright/store"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { collectProgram } from "../advance/collect.ts"
import { newDatabase } from "./new-database.ts"
import { workflows, world } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const failOnce = async (): Promise<string> => {
  if (world.calls.length === 1) throw new RangeError("not yet")
  return "done"
}

/** When the timers of a run fired, by the wall clock. */
const firedAt = async (database: string, runId: string): Promise<readonly number[]> => {
  const store = await openSqliteStore({ path: database })
  const transitions = await store.transitions(runId)
  await store.close()
  return transitions.filter(({ movedBy }) => movedBy?.kind === "timer").map(({ at }) => at)
}

beforeEach(() => {
  world.calls = []
  world.act = failOnce
})

describe("an engine whose wall clock is set ahead by an hour", () => {
  it("N.2 fires what is due by then once, and within a minute (fault 11)", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database, workflows })
    const run = await engine.workflows.nap.start(undefined, { id: "nap" })
    await time.pass(day - 30 * minute)
    time.shift(hour)
    await time.pass("1 minute")
    expect(await run.result()).toBe("woke")
    const fired = await firedAt(database, "nap")
    expect(fired).toHaveLength(1)
    expect(fired[0]).toBeGreaterThanOrEqual(day)
  })

  it("N.2 fires in time what is set afterwards, though the alarm sleeps by the clock before (fault 11)", async () => {
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
    await time.pass("1 second")
    time.shift(hour)
    const run = await engine.workflows.workOnce.start("a")
    await until(async () => (await run.info()).steps[0]?.status === "retrying")
    await time.pass("1 second")
    expect(await run.result()).toBe("done")
  })

  it("N.5 keeps the lead, and takes it from nobody: leases are told by steady clocks (fault 11) (fault 12)", async () => {
    const database = await newDatabase()
    const [ours, theirs] = [virtualTime(), virtualTime()]
    await using leader = await createEngineWith(ours.services, { database, workflows })
    await using other = await createEngineWith(theirs.services, { database, workflows })
    for (const jump of [hour, -90 * minute, 365 * day]) {
      theirs.shift(jump)
      for (let beats = 0; beats < 12; beats++) {
        await ours.pass("10 seconds")
        await theirs.pass("10 seconds")
      }
      expect([leader.role(), other.role()]).toEqual(["leader", "standby"])
      ours.shift(jump)
    }
    world.act = async () => "done"
    expect(await (await leader.workflows.workOnce.start("a")).result()).toBe("done")
    expect(leader.role()).toBe("leader")
  })
})

describe("an engine whose wall clock is set back by 90 minutes", () => {
  it("N.2 fires nothing early or twice, by the time that has passed, and nothing waits for the clock (fault 12)", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database, workflows })
    const nap = await engine.workflows.nap.start(undefined, { id: "nap" })
    await time.pass(day - 10 * minute)
    const failing = await engine.workflows.workOnce.start("a")
    await until(async () => (await failing.info()).steps[0]?.status === "retrying")
    time.shift(-90 * minute)
    // Whatever is stored next, its time is that of the clock as it is now.
    const later = await engine.workflows.nap.start(undefined, { id: "later" })
    await time.pass("999 millis")
    expect(world.calls).toHaveLength(1)
    await time.pass("1 millis")
    expect(await failing.result()).toBe("done")

    await time.pass(10 * minute - 2_000)
    expect((await nap.info()).status).toBe("running")
    await time.pass("1 second")
    expect(await nap.result()).toBe("woke")
    await time.pass("90 minutes")
    expect(await firedAt(database, "nap")).toHaveLength(1)
    await time.pass(day - 101 * minute)
    expect((await later.info()).status).toBe("running")
    await time.pass("1 minute")
    expect(await later.result()).toBe("woke")
    expect(await firedAt(database, "later")).toHaveLength(1)
  })

  it("N.2 fires nothing that was cleared meanwhile (fault 12)", async () => {
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
    const nap = await engine.workflows.nap.start(undefined)
    await time.pass(day - 10 * minute)
    time.shift(-90 * minute)
    await time.pass("1 minute")
    await nap.cancel()
    await time.pass("1 second")
    expect((await nap.info()).status).toBe("cancelled")
    await time.pass("3 hours")
    expect((await nap.info()).status).toBe("cancelled")
  })

  it("N.2 fires what a process sleeps through that begins after that when the clock gets there (fault 12)", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const first = await createEngineWith(time.services, { database, workflows })
    await first.workflows.nap.start(undefined, { id: "nap" })
    await time.pass(day - minute)
    await first.close()
    time.shift(-90 * minute)
    await using engine = await createEngineWith(time.services, { database, workflows })
    const run = await engine.workflows.nap.get("nap")
    await time.pass("90 minutes")
    expect((await run.info()).status).toBe("running")
    await time.pass("1 minute")
    expect(await run.result()).toBe("woke")
    expect(await firedAt(database, "nap")).toEqual([day])
  })

  it("N.2 fires no timer again that it had fired before (fault 12)", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database, workflows })
    const run = await engine.workflows.nap.start(undefined, { id: "nap" })
    await time.pass(day)
    expect(await run.result()).toBe("woke")
    time.shift(-90 * minute)
    await time.pass("3 hours")
    expect(await firedAt(database, "nap")).toEqual([day])
  })

  it("N.2 does what is new at once, before the clock has caught up (fault 12)", async () => {
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
    await time.pass("1 second")
    time.shift(-90 * minute)
    const run = await engine.workflows.workOnce.start("a")
    await until(async () => (await run.info()).steps[0]?.status === "retrying")
    await time.pass("999 millis")
    expect(world.calls).toHaveLength(1)
    await time.pass("1 millis")
    expect(await run.result()).toBe("done")
  })

  it("tells steps in the order in which they began (fault 12)", async () => {
    const time = virtualTime()
    await time.pass(day)
    const collects = registry({ collect: collectProgram, ...workflows })
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows: collects })
    const run = await engine.workflows.collect.start({ count: 3 }, { id: "first" })
    // The clock goes back between any two steps.
    while ((await run.info()).endedAt === undefined) {
      time.shift(-1)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const { steps } = await run.info()
    expect(steps.map(({ wait }) => wait)).toEqual(["for_i/square#1", "for_i/square#2", "for_i/square#3"])
  })
})

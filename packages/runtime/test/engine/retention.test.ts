import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workflows, world } from "./programs.ts"
import { virtualTime } from "./virtual-time.ts"

beforeEach(() => {
  world.calls = []
  world.act = async () => "done"
})

describe("the retention of ended runs", () => {
  it("N.4 deletes them when their time is over, and never one that has not ended", async () => {
    const time = virtualTime()
    const options = { database: await newDatabase(), workflows, retention: { completed: "2 hours" } } as const
    await using engine = await createEngineWith(time.services, options)
    const ended = await engine.workflows.workOnce.start("a", { id: "ended" })
    await ended.result()
    const cancelled = await engine.workflows.nap.start(undefined, { id: "cancelled" })
    await cancelled.cancel()
    await cancelled.outcome()
    await engine.workflows.nap.start(undefined, { id: "asleep" })

    await time.pass("1 hour")
    await time.pass("1 hour")
    expect(await ended.info()).toMatchObject({ status: "completed" })
    await time.pass("1 hour")
    await expect(ended.info()).rejects.toMatchObject({ _tag: "RunNotFound" })
    const { runs } = await engine.runs.list()
    expect(runs.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        ["asleep", "running"],
        ["cancelled", "cancelled"],
      ]),
    )
    // Its id is free again.
    expect(await (await engine.workflows.workOnce.start("b", { id: "ended" })).result()).toBe("done")
  })

  it("N.4 looks as often as what is kept shortly asks for", async () => {
    const time = virtualTime()
    const options = { database: await newDatabase(), workflows, retention: "1 minute" } as const
    await using engine = await createEngineWith(time.services, options)
    const ended = await engine.workflows.workOnce.start("a", { id: "ended" })
    await ended.result()
    await time.pass("1 minute")
    await time.pass("6 seconds")
    await expect(ended.info()).rejects.toMatchObject({ _tag: "RunNotFound" })
  })

  it("N.4 deletes many, page by page, when an engine starts", async () => {
    const time = virtualTime()
    const database = await newDatabase()
    const first = await createEngineWith(time.services, { database, workflows })
    await Promise.all(
      Array.from({ length: 250 }, async (_, n) => (await first.workflows.workOnce.start(n, { id: `r${n}` })).result()),
    )
    await first.close()
    await time.pass("1 day")
    await using second = await createEngineWith(time.services, { database, workflows, retention: "1 hour" })
    while ((await second.runs.list()).runs.length > 0) await new Promise((resolve) => setImmediate(resolve))
  })

  it("N.6 refuses what is no length of time, before it opens anything", async () => {
    const database = await newDatabase()
    const retention = "soon" as "1 day" // what JavaScript would let through
    await expect(createEngineWith(virtualTime().services, { database, workflows, retention })).rejects.toMatchObject({
      _tag: "InvalidDuration",
    })
  })
})

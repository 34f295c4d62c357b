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

  it("N.4 tells whoever asks for the end of a deleted run that it is not there any more", async () => {
    const time = virtualTime()
    const options = { database: await newDatabase(), workflows, retention: "1 minute" } as const
    await using engine = await createEngineWith(time.services, options)
    const run = await engine.workflows.workOnce.start("a", { id: "ended" })
    await run.result()
    await time.pass("1 minute")
    await time.pass("6 seconds")
    const notFound = { _tag: "RunNotFound", code: "RUN-001" }
    await expect(run.result()).rejects.toMatchObject(notFound)
    await expect(run.outcome()).rejects.toMatchObject(notFound)
    await expect(run.info()).rejects.toMatchObject(notFound)
  })

  it("N.4 tells it whoever waits where another engine leads, and looked neither at the end nor before it", async () => {
    const database = await newDatabase()
    const [time, slow] = [virtualTime(), virtualTime()]
    await using leader = await createEngineWith(time.services, { database, workflows, retention: "1 minute" })
    await using standby = await createEngineWith(slow.services, { database, workflows })
    const step = Promise.withResolvers<unknown>()
    world.act = () => step.promise
    const run = await leader.workflows.workOnce.start("a", { id: "ended" })
    const waits = (await standby.workflows.workOnce.get("ended")).result().catch((error: unknown) => error)
    await slow.pass("0 millis")
    step.resolve("done")
    await run.result()
    await time.pass("1 minute")
    await time.pass("6 seconds")
    await slow.pass("100 millis")
    expect(await waits).toMatchObject({ _tag: "RunNotFound" })
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

import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workLaterWith, world } from "./programs.ts"
import { virtualTime } from "./virtual-time.ts"

const changed = expect.objectContaining({
  _tag: "RunParked",
  message: expect.stringContaining("RUN-022 Step `work` has another input, output or errors"),
})

beforeEach(() => {
  world.calls = []
  world.act = async () => "done"
})

describe("the contract of a step", () => {
  it("SEMANTICS 27 parks a run at the call of a step that changed, and lets it go on when that fits again", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const first = await createEngineWith(time.services, { database, workflows: workLaterWith("a") })
    const { id } = await first.workflows.workLater.start(undefined)
    await first.close()

    const second = await createEngineWith(time.services, { database, workflows: workLaterWith("b") })
    const run = await second.workflows.workLater.get(id)
    await time.pass("1 day")
    await expect(run.result()).rejects.toEqual(changed)
    expect(world.calls).toEqual([])
    const fresh = await second.workflows.workLater.start(undefined)
    const done = fresh.result()
    await time.pass("1 day")
    expect(await done).toBe("done")
    await second.close()

    await using third = await createEngineWith(time.services, { database, workflows: workLaterWith("a") })
    expect(await (await third.workflows.workLater.get(id)).result()).toBe("done")
    expect(world.calls.map(({ input }) => input)).toEqual(["after", "after"])
  })

  it("SEMANTICS 27 parks a run whose step is to be tried again, and lets it try when that fits again", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    world.act = async () => {
      throw new Error("not now")
    }
    const first = await createEngineWith(time.services, { database, workflows: workLaterWith("a") })
    const run = await first.workflows.workLater.start(undefined)
    await time.pass("1 day")
    while ((await run.info()).steps[0]?.status !== "retrying") await new Promise((resolve) => setImmediate(resolve))
    await first.close()

    world.act = async () => "done"
    const second = await createEngineWith(time.services, { database, workflows: workLaterWith("b") })
    await time.pass("1 minute")
    await expect((await second.workflows.workLater.get(run.id)).result()).rejects.toEqual(changed)
    await second.close()

    await using third = await createEngineWith(time.services, { database, workflows: workLaterWith("a") })
    const result = (await third.workflows.workLater.get(run.id)).result()
    await time.pass("1 minute")
    expect(await result).toBe("done")
    expect(world.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
  })
})

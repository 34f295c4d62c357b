import { beforeEach, describe, expect, it } from "vitest"
import { createEngine, createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workflows, world } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

beforeEach(() => {
  world.calls = []
  world.act = async () => "done"
})

const begun = (times: number) => until(() => world.calls.length === times)

describe("a step that never settles", () => {
  it("N.2 keeps no engine from closing, and is tried again by the next one", async () => {
    const database = await newDatabase()
    const first = await createEngine({ database, workflows })
    const { promise, resolve } = Promise.withResolvers<unknown>()
    world.act = () => promise
    const run = await first.workflows.workOnce.start("a", { id: "stuck" })
    await begun(1)
    const result = run.result().catch((error: unknown) => error)
    await first.close()
    expect(await result).toMatchObject({ code: "ENG-002" })
    expect(world.calls[0]?.aborted()).toBe(true)
    // What it comes to now is nobody's any more.
    resolve("too late")

    world.act = async () => "done"
    await using engine = await createEngine({ database, workflows })
    const again = await engine.workflows.workOnce.get("stuck")
    expect(await again.result()).toBe("done")
    expect(world.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  it("F06.2 is over when its timeout is, and tried again as its policy says", async () => {
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
    const { promise: never, resolve } = Promise.withResolvers<unknown>()
    world.act = async () => (world.calls.length === 1 ? never : "done")
    const run = await engine.workflows.workOnce.start("a")
    await begun(1)
    await time.pass("30 seconds")
    await until(async () => (await run.info()).steps[0]?.status === "retrying")
    // Late, twice: its time is over.
    resolve("too late")
    expect(world.calls[0]?.aborted()).toBe(true)
    await time.pass("1 second")
    expect(await run.result()).toBe("done")
    expect((await run.info()).steps[0]?.failures).toMatchObject([{ attempt: 1, error: { code: "STEP-001" } }])
  })
})

describe("a step that answers or throws what nobody expects", () => {
  it.each<[what: string, act: () => unknown, error: unknown]>([
    ["answers a function", () => () => 1, expect.objectContaining({ code: "VAL-001" })],
    [
      "answers a promise inside of an object",
      () => ({ later: Promise.resolve(1) }),
      expect.objectContaining({ code: "VAL-001" }),
    ],
    [
      "answers what cannot be awaited",
      () => ({
        then: () => {
          throw new RangeError("no")
        },
      }),
      expect.objectContaining({ message: "no" }),
    ],
    [
      "rejects twice",
      () => ({
        then: (_: unknown, no: (why: unknown) => void) => {
          no(new Refused())
          no(new Refused())
        },
      }),
      expect.objectContaining({ name: "Error" }),
    ],
  ])(
    "N.6 fails with it, is not tried again where that is of no use, and harms no other: it %s",
    async (_, act, error) => {
      const time = virtualTime()
      await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
      world.act = async () => act()
      const run = await engine.workflows.workOnce.start("a")
      for (let tries = 0; tries < 4; tries++) await time.pass("1 minute")
      expect(await run.outcome()).toEqual({ status: "failed", error })
      world.act = async () => "done"
      expect(await (await engine.workflows.workOnce.start("b")).result()).toBe("done")
    },
  )
})

class Refused extends Error {}

import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workflows, world } from "./programs.ts"
import { virtualTime } from "./virtual-time.ts"

const input = { n: 1, ms: { from: 2, to: [{ a: 1, b: 2 }] } }
/** The same, as another caller wrote it down. */
const turned = { ms: { to: [{ b: 2, a: 1 }], from: 2 }, n: 1 }
const others = [{ ...turned, n: 2 }, { n: 1 }, { ...input, ms: undefined }, { ...input, ms: { from: 2, to: [] } }]
const exists = { _tag: "RunExists", code: "RUN-002", message: expect.stringContaining("another input") }

beforeEach(() => {
  world.calls = []
  world.act = async () => "done"
})

describe("a start under an id that is taken", () => {
  it("P.9 is the same start whatever order the keys of its input stand in", async () => {
    await using engine = await createEngineWith(virtualTime().services, { database: await newDatabase(), workflows })
    const { workOnce } = engine.workflows
    const starts = [input, turned, input, turned].map((each) => workOnce.start(each, { id: "one" }))
    const runs = await Promise.all(starts)
    await Promise.all(runs.map((run) => run.result()))
    await workOnce.start(turned, { id: "one" })
    expect(world.calls).toHaveLength(1)
    expect((await runs[0]?.info())?.input).toEqual(input)
    for (const other of others) await expect(workOnce.start(other, { id: "one" })).rejects.toMatchObject(exists)
  })

  it("P.9 is so before a leader has taken it, and from a process that stands by", async () => {
    const time = virtualTime()
    const database = await newDatabase()
    await using leader = await createEngineWith(time.services, { database, workflows })
    await using standby = await createEngineWith(time.services, { database, workflows })
    const { workOnce } = standby.workflows
    const run = await workOnce.start(input, { id: "one" })
    await workOnce.start(turned, { id: "one" })
    for (const other of others) await expect(workOnce.start(other, { id: "one" })).rejects.toMatchObject(exists)
    await time.pass("1 second")
    expect(await run.result()).toBe("done")
    await workOnce.start(turned, { id: "one" })
    await leader.workflows.workOnce.start(turned, { id: "one" })
    for (const other of others) await expect(workOnce.start(other, { id: "one" })).rejects.toMatchObject(exists)
    expect(world.calls).toHaveLength(1)
  })
})

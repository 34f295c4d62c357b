import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workflows, world } from "./programs.ts"
import { virtualTime } from "./virtual-time.ts"

describe("a start that was accepted", () => {
  it("N.5 shows its run as queued until a leader takes it", async () => {
    world.act = async () => "done"
    const time = virtualTime()
    const database = await newDatabase()
    await using _ = await createEngineWith(time.services, { database, workflows })
    await using standby = await createEngineWith(time.services, { database, workflows })
    time.shift(5)
    const run = await standby.workflows.workOnce.start({ n: 1 }, { id: "soon", tags: { customer: "c1" } })
    // The leader looks into its inbox when time passes.
    const accepted = { id: "soon", workflow: "workOnce", status: "queued", createdAt: 5, input: { n: 1 } }
    expect(await run.info()).toMatchObject({ ...accepted, tags: { customer: "c1" }, steps: [], version: "" })
    expect(await standby.runs.get("soon")).toMatchObject(accepted)
    await expect(standby.runs.get("nobody")).rejects.toMatchObject({ _tag: "RunNotFound" })

    // It is stored and has not begun: whoever waits for its end goes on waiting.
    const results = [run.result(), (await standby.workflows.workOnce.get("soon")).result()]
    await time.pass("1 second")
    expect(await Promise.all(results)).toEqual(["done", "done"])
    expect(await run.result()).toBe("done")
    expect(await run.info()).toMatchObject({ id: "soon", status: "completed", version: workflows.workOnce.version })
  })
})

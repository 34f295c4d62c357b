import { createEngine } from "@statewright/runtime"
import { beforeEach, describe, expect, it } from "vitest"
import { everyWay } from "./every-way.ts"
import { workflows } from "./generated/index.ts"
import { rallyProgram } from "./generated/rally.machine.ts"
import { newDatabase } from "./new-database.ts"
import { freshWorld, world } from "./world.ts"

beforeEach(freshWorld)

describe("what a run does side by side", () => {
  it("F01.1 F01.5 A.3 comes to the same in every way, wherever the run is interrupted", async () => {
    const input = { teams: ["red", "green"], stages: 3 }
    const start: Parameters<typeof everyWay>[0]["start"] = (engine) =>
      engine.workflows.rally.start(input, { id: "rally" })
    const { output } = await everyWay({ program: rallyProgram, input, start })
    expect(output).toEqual({
      best: { red: 31, green: 51, last: 41 },
      counts: [3, 3],
      driven: 9,
      again: 3,
      settled: [
        { status: "fulfilled", value: "start: rain" },
        { status: "fulfilled", value: "finish: rain" },
      ],
      forecast: "start: rain",
    })
  })

  it("F01.9 ends with the first answer, and leaves nothing open behind", async () => {
    const release = Promise.withResolvers<undefined>()
    world.meet = async ({ idempotencyKey }) => {
      if (idempotencyKey.endsWith("#1")) await release.promise
    }
    const database = await newDatabase()
    {
      await using engine = await createEngine({ database, workflows, durability: "normal" })
      const run = await engine.workflows.quickest.start(["slow", "fast"], { id: "quick" })
      expect(await run.result()).toBe("fast: rain")
      release.resolve(undefined)
    }
    freshWorld()
    await using engine = await createEngine({ database, workflows, durability: "normal" })
    const run = await engine.workflows.quickest.start(["slow", "fast"], { id: "another" })
    expect(await run.result()).toBe("slow: rain")
    // The loser of the run that has ended is not taken up again.
    expect(world.entered.every(({ runId }) => runId === "another")).toBe(true)
  })
})

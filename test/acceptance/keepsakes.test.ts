import { beforeEach, describe, expect, it } from "vitest"
import { everyWay } from "./every-way.ts"
import { keepsakesProgram } from "./generated/keepsakes.machine.ts"
import { freshWorld } from "./world.ts"

beforeEach(freshWorld)

describe("values that live across waits", () => {
  it("A.9 keep their kind, their identity and what they hold, wherever the run is resumed", async () => {
    const input = { pages: 3 }
    const start: Parameters<typeof everyWay>[0]["start"] = (engine) =>
      engine.workflows.keepsakes.start(input, { id: "kept" })
    const { output } = await everyWay({ program: keepsakesProgram, input, start })
    expect(output).toEqual([
      "cover true seen 3 back true",
      "self true",
      "map true photo 0,page 0,photo 1,page 1,photo 2,page 2",
      "photo true 1970-01-01T00:00:00.000Z true",
      "days 0,86400000,172800000",
      `total ${3n * 2n ** 64n + 3n} bigint`,
      "NaN",
      "-0",
      "0",
      "Infinity",
      "undefined",
    ])
  })
})

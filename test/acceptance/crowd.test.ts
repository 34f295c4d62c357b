import { beforeEach, describe, expect, it } from "vitest"
import { everyWay } from "./every-way.ts"
import { workflows } from "./generated/index.ts"
import { freshWorld } from "./world.ts"

const { crowd, nested, rounds } = workflows

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)

describe("wide and deep workflows", () => {
  beforeEach(freshWorld)

  it("F01.10 N.4 a hundred branches in one block, and a hundred iterations at once", async () => {
    const input = [...upTo(100)]
    const ended = await everyWay({
      program: crowd,
      input,
      start: (engine) => engine.workflows.crowd.start(input, { id: "c1" }),
    })
    expect(ended).toMatchObject({ status: "completed", output: 101_000 })
  })

  it("F04.5 five forks, one in the other", async () => {
    const ended = await everyWay({
      program: nested,
      input: 4,
      start: (engine) => engine.workflows.nested.start(4, { id: "n1" }),
    })
    expect(ended.output).toBe("acegi=4 acegj=4 aceh=4 acf=4 ad=4 b=4")
    expect(ended.calls).toHaveLength(6)
  })

  it("F04 F03.4 a fork in a parallel forEach in a loop in a try", async () => {
    const input = [...upTo(8)]
    const ended = await everyWay({
      program: rounds,
      input,
      start: (engine) => engine.workflows.rounds.start(input, { id: "r1" }),
    })
    expect(ended.output).toEqual(["0: JoinFailed", "1: 10 20 30 40 50 60 70 80", "2: 10 20 30 40 50 60 70 80"])
  })
})

import { createEngine, createEngineWith } from "@statewright/runtime"
import { runCompiled } from "@statewright/testing"
import { beforeEach, describe, expect, it } from "vitest"
import { collectProgram } from "./generated/collect.machine.ts"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { watchedStore } from "./watched-store.ts"
import { freshWorld, world } from "./world.ts"

const squaresTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i * i)

/** Power cuts are not what is tested here, and this many commits take long on a slow disk. */
const durability = "normal"

beforeEach(freshWorld)

describe("10,000 looped steps that append to an array", () => {
  it("P.1 F03.1 N.4 end right, and write as many bytes for the last step as for the first", async () => {
    const written: number[] = []
    for (const count of [1_000, 10_000]) {
      const store = watchedStore()
      await using engine = await createEngineWith(store.services, {
        database: await newDatabase(),
        workflows,
        durability,
      })
      const run = await engine.workflows.collect.start({ count })
      expect(await run.result()).toEqual(squaresTo(count))
      written.push(store.written)
    }
    const [thousand = 0, tenThousand = 0] = written
    expect(tenThousand / thousand).toBeLessThan(11.5)
  })

  it("N.2 resume wherever the engine was closed, and run no finished step again", async () => {
    const database = await newDatabase()
    const stops = [1, 2, 17, 999, 1_000, 2_048, 2_999]
    const count = 3_000
    for (const stop of stops) {
      const reached = Promise.withResolvers<void>()
      world.meet = () => {
        if (world.entered.length < stop) return Promise.resolve()
        reached.resolve()
        return new Promise(() => {})
      }
      await using engine = await createEngine({ database, workflows, durability })
      await engine.workflows.collect.start({ count }, { id: "squares" })
      await reached.promise
    }
    world.meet = async () => {}
    await using engine = await createEngine({ database, workflows, durability })
    const run = await engine.workflows.collect.get("squares")
    expect(await run.result()).toEqual(squaresTo(count))

    // Only what was in flight ran again, as a new attempt under the same key.
    const again = world.entered.filter(({ attempt }) => attempt > 1)
    const before = new Set(
      world.entered.filter(({ attempt }) => attempt === 1).map(({ idempotencyKey }) => idempotencyKey),
    )
    expect(again).toHaveLength(stops.length)
    expect(again.every(({ idempotencyKey }) => before.has(idempotencyKey))).toBe(true)
    expect(before.size).toBe(count)
    const { steps } = await run.info()
    expect(steps.map(({ input, output }) => [input, output])).toEqual(
      squaresTo(count).map((square, value) => [{ value }, square]),
    )
  })

  it.each(["roundtrip", "duplicate"] as const)("A.3 N.2 come to the same when every wait is a %s", async (mode) => {
    // Each of these stores the whole frame, so fewer steps do.
    const count = mode === "roundtrip" ? 1_000 : 300
    const ended = await runCompiled(
      collectProgram,
      { count },
      { steps: { square: async ({ value }: { value: number }) => value * value }, mode },
    )
    expect(ended.output).toEqual(squaresTo(count))
    expect(ended.trace).toHaveLength(count)
  })

  it("A.10 are started through a client that knows the input's type", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    // @ts-expect-error a count is a number
    await expect(engine.workflows.collect.start({ count: "3" })).rejects.toMatchObject({ issues: [{ path: "count" }] })
    // @ts-expect-error there is no such workflow
    expect(engine.workflows.gather).toBeUndefined()
    const squares: number[] = await (await engine.workflows.collect.start({ count: 2 })).result()
    expect(squares).toEqual([0, 1])
  })
})

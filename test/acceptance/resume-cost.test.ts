import { createEngine, createEngineWith } from "@statewright/runtime"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { watchedStore } from "./watched-store.ts"
import { freshWorld, world } from "./world.ts"

/** A run of `keepsakes`-like size after `finished` steps, left in flight by an engine that was closed. */
const interruptedAfter = async (finished: number): Promise<string> => {
  const database = await newDatabase()
  const reached = Promise.withResolvers<void>()
  world.entered = []
  world.meet = () => {
    if (world.entered.length <= finished) return Promise.resolve()
    reached.resolve()
    return new Promise(() => {})
  }
  await using engine = await createEngine({ database, workflows, durability: "normal" })
  await engine.workflows.countdown.start({ from: finished + 5 }, { id: "long" })
  await reached.promise
  return database
}

beforeEach(freshWorld)

describe("resuming", () => {
  it("N.3 asks the store as often after 10 steps as after 3,000, and reads no more than a base and 2 KiB of deltas", async () => {
    const costs: { readonly asked: number; readonly written: number; readonly read: number }[] = []
    for (const finished of [10, 3_000]) {
      const database = await interruptedAfter(finished)
      const store = watchedStore()
      const resumed = Promise.withResolvers<(typeof costs)[number]>()
      world.meet = () => {
        resumed.resolve({ asked: store.calls, read: store.read, written: Math.round(store.written / 100) })
        return new Promise(() => {})
      }
      await using _ = await createEngineWith(store.services, { database, workflows })
      costs.push(await resumed.promise)
    }
    const [few, many] = costs
    expect(many).toMatchObject({ asked: few?.asked, written: few?.written })
    for (const { read } of costs) expect(read).toBeLessThan(40)
  })
})

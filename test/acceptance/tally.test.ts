import { createEngineWith, OpenStore } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import type { SqliteOptions, Store } from "@statewright/store"
import { Context } from "effect"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { freshWorld, world } from "./world.ts"

const voters = 10_000

beforeEach(freshWorld)

/** Holds the last two votes back until all others are stored, and lets them end at once. */
const letTheLastTwoEndTogether = (votesStored: () => number): void => {
  const last = Promise.withResolvers<void>()
  let votes = 0
  world.meet = async ({ step }) => {
    if (step !== "cast") return
    votes += 1
    if (votes <= voters - 2) return
    while (votesStored() < voters - 2) await new Promise(setImmediate)
    last.resolve()
    await last.promise
  }
}

describe("a join of 10,000 whose last two end together", () => {
  it("N.2 is passed once, and counts all (fault 29)", async () => {
    const batches: number[] = []
    const open = async (options: SqliteOptions): Promise<Store> => {
      const store = await openSqliteStore(options)
      const commit: Store["commit"] = async (epoch, batch) => {
        const results = await store.commit(epoch, batch)
        batches.push(batch.filter(({ steps = [] }) => steps.some(({ kind }) => kind === "complete")).length)
        return results
      }
      return { ...store, commit }
    }
    letTheLastTwoEndTogether(() => batches.reduce((sum, stored) => sum + stored, 0))
    await using engine = await createEngineWith(Context.make(OpenStore, open), {
      database: await newDatabase(),
      workflows,
      durability: "normal",
    })
    const run = await engine.workflows.tally.start(voters)
    expect(await run.result()).toBe(`${voters} votes, ${(voters * (voters - 1)) / 2}`)

    expect(batches.slice(-2)).toEqual([2, 1])
    expect(world.entered.filter(({ step }) => step === "cast")).toHaveLength(voters)
    expect(world.entered.filter(({ step }) => step === "declare")).toHaveLength(1)
    const { steps } = await run.info()
    expect(new Set(steps.map(({ status, attempts }) => `${status} ${attempts}`))).toEqual(new Set(["completed 1"]))
    expect(steps).toHaveLength(voters + 1)
  })
})

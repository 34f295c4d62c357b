import { createEngineWith } from "@statewright/runtime"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualClock } from "./virtual-clock.ts"
import { bench, Broken } from "./workflows/mending.workflow.ts"

beforeEach(() => {
  bench.mended = []
  bench.act = async (part) => {
    throw new Broken({ part })
  }
})

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const workshop = async (more: object = {}) => {
  const clock = virtualClock(1_000_000)
  const database = await newDatabase()
  const engine = await createEngineWith(clock.services, { database, workflows, durability: "normal", ...more })
  /** Something is mended that keeps all others waiting. */
  const beBusy = async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    bench.act = () => promise
    await engine.workflows.labelled.start(["the one at work"])
    return () => resolve("whole")
  }
  const replay = async (input?: readonly string[]) => {
    const { letters } = await engine.letters.replay(1, input && { input })
    await turns()
    return engine.runs.get(letters[0]?.runId ?? "")
  }
  return { engine, clock, beBusy, replay, [Symbol.asyncDispose]: () => engine.close() }
}

const said = { tags: { order: 12, first: "the dear one" }, priority: 7, tenant: "acme" }

describe("the replay of a dead letter", () => {
  it("F07.5 has the tags and the priority that its run was given at the start, each time", async () => {
    await using shop = await workshop()
    const { engine } = shop
    await (await engine.workflows.labelled.start(["cup"], said)).outcome()
    const tags = { first: "the dear one", order: 12, parts: 1 }
    expect(await shop.replay()).toMatchObject({ status: "failed", tags, tenant: "acme" })
    const letGo = await shop.beBusy()
    expect(await shop.replay()).toMatchObject({ status: "queued", tags, tenant: "acme", queued: { priority: 7 } })
    letGo()
    await turns()
    expect(await engine.letters.count()).toBe(0)
  })

  it("F07.5 with another input has the tags that its workflow gives that, and those of the start over them", async () => {
    await using shop = await workshop()
    const { engine } = shop
    await (await engine.workflows.labelled.start(["cup"], said)).outcome()
    await (await engine.workflows.labelled.start(["cup"], { tags: { order: 13 } })).outcome()
    expect(await shop.replay(["jug", "bowl"])).toMatchObject({ tags: { first: "the dear one", order: 12, parts: 2 } })
    const { letters } = await engine.letters.replay(2, { input: ["jug", "bowl"] })
    await turns()
    const { tags } = await engine.runs.get(letters[0]?.runId ?? "")
    expect(tags).toEqual({ first: "jug", order: 13, parts: 2 })
  })

  it("F07.5 has them where the run itself is kept no longer", async () => {
    await using shop = await workshop({ retention: "1 day" })
    const { engine, clock } = shop
    await (await engine.workflows.labelled.start(["cup"], said)).outcome()
    for (let hours = 0; hours < 48; hours += 2) {
      await turns()
      clock.pass(7_200_000)
    }
    await turns()
    expect((await engine.runs.list()).runs).toEqual([])
    await shop.beBusy()
    expect(await shop.replay()).toMatchObject({ tags: said.tags, queued: { priority: 7 } })
  })
})

import { openSqliteStore } from "@statewright/store"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import type { Registry } from "../../src/machine/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { workflows as chains } from "./chain-programs.ts"
import { calling, workflows as children, world } from "./child-programs.ts"

const newEngine = async <const Programs extends Registry>(workflows: Programs) => {
  const time = virtualTime()
  const database = await newDatabase()
  const retention = { completed: "5 seconds", cancelled: "5 seconds" } as const
  const engine = await createEngineWith(time.services, { database, workflows, retention })
  const store = await openSqliteStore({ path: database })
  const dispose = async (): Promise<void> => {
    await engine.close()
    await store.close()
  }
  return { time, engine, store, [Symbol.asyncDispose]: dispose }
}

beforeEach(() => {
  world.calls = []
  calling.options = {}
})

describe("the retention of runs that others come from", () => {
  it("N.4 F08.4 keeps a parent until its children have ended, so that no later run of its id hears of them", async () => {
    await using given = await newEngine(children)
    const { time, engine, store } = given
    const step = Promise.withResolvers<unknown>()
    world.act = () => step.promise
    const first = await engine.workflows.order.start("pump", { id: "o-1" })
    await until(() => world.calls.length === 1)
    await first.cancel({ force: true })
    await first.outcome()
    const [link] = await store.linksOf("o-1", { limit: 9 })
    const child = link?.runId ?? ""
    await until(async () => (await store.timers(child)).some(({ kind }) => kind === "sleep"))
    await time.pass("10 seconds")
    await time.pass("10 seconds")
    await expect(engine.workflows.order.start("valve", { id: "o-1" })).rejects.toMatchObject({ _tag: "RunExists" })

    await time.pass("1 minute")
    await until(async () => (await store.run(child))?.status !== "running")
    await time.pass("10 seconds")
    await time.pass("10 seconds")
    await until(async () => (await store.run("o-1")) === undefined)
    const second = await engine.workflows.order.start("valve", { id: "o-1" })
    await until(() => world.calls.length === 2)
    step.resolve("paid")
    expect(await second.result()).toBe("ordered: paid")
    expect(await store.inbox("o-1")).toMatchObject([{ kind: "child" }])
  })

  it("N.4 F08.5 F09.5 a tree shows what is kept, where the runs that it came from are kept no longer", async () => {
    await using given = await newEngine(chains)
    const { time, engine, store } = given
    const first = await engine.workflows.hand.start({ item: "pump", cents: 5 }, { id: "first" })
    await first.result()
    await until(async () => (await store.tree("first", { limit: 9 })).length === 2)
    const links = await store.tree("first", { limit: 9 })
    const [passed, sold] = links.toSorted((one, other) => one.depth - other.depth)
    await until(async () => (await store.run(sold?.runId ?? ""))?.status === "running")
    await time.pass("10 seconds")
    await time.pass("10 seconds")
    await until(
      async () => (await store.run("first")) === undefined && (await store.run(passed?.runId ?? "")) === undefined,
    )
    const leaf = { id: sold?.runId, kind: "chain", workflow: "sell", status: "running", children: [] }
    const { workflow, children: under } = await engine.runs.tree(sold?.runId ?? "")
    expect([workflow, under]).toMatchObject([undefined, [{ id: passed?.runId, children: [leaf] }]])
    expect(under[0]).not.toHaveProperty("kind")
    expect(await engine.runs.tree("first")).toMatchObject({ id: "first", children: under })
  })
})

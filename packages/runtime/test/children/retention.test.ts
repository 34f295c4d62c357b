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

  it("N.4 F08.5 a run that has the id of one that is kept no longer has no relatives of that one", async () => {
    await using given = await newEngine(chains)
    const { time, engine, store } = given
    const ids = (runs: readonly { readonly id: string }[]) => runs.map(({ id }) => id)
    const listed = async (filter: { readonly parent?: string; readonly root?: string }) =>
      ids((await engine.runs.list(filter)).runs)
    const sellOf = async (root: string): Promise<string> => {
      await until(async () => (await listed({ root })).length === 2)
      const link = (await store.tree(root, { limit: 9 })).find(({ depth }) => depth === 2)
      await until(async () => (await store.run(link?.runId ?? ""))?.status === "running")
      return link?.runId ?? ""
    }
    await (await engine.workflows.pass.start({ item: "pump", cents: 5 }, { id: "first" })).result()
    await until(async () => (await listed({ parent: "first" })).length === 1)
    const [sold = ""] = await listed({ parent: "first" })
    await until(async () => (await store.run(sold))?.status === "running")
    await time.pass("10 seconds")
    await time.pass("10 seconds")
    await until(async () => (await store.run("first")) === undefined)
    // Nobody else has its id yet.
    expect(await listed({ parent: "first" })).toEqual([sold])
    expect(await listed({ root: "first" })).toEqual([sold])
    expect(await engine.runs.get(sold)).toMatchObject({ parent: { id: "first", gone: true } })

    const second = await engine.workflows.hand.start({ item: "valve", cents: 5 }, { id: "first" })
    await second.result()
    const latest = await sellOf("first")
    const passed = (await second.info()).children
    expect(passed).toMatchObject([{ workflow: "pass", kind: "chain" }])
    expect(await engine.runs.tree("first")).toMatchObject({
      id: "first",
      workflow: "hand",
      children: [{ id: passed[0]?.id, children: [{ id: latest, children: [] }] }],
    })
    expect(await listed({ parent: "first" })).toEqual(ids(passed))
    expect((await listed({ root: "first" })).toSorted()).toEqual([...ids(passed), latest].toSorted())

    // What came from the first one says so still.
    const old = await engine.runs.tree(sold)
    expect(old).toMatchObject({ id: "first", children: [{ id: sold, workflow: "sell", children: [] }] })
    expect(old.children).toHaveLength(1)
    expect(old).not.toHaveProperty("workflow")
    expect(await engine.runs.get(sold)).toMatchObject({ parent: { id: "first", gone: true } })
    expect((await engine.runs.get(latest)).parent).toEqual({ id: passed[0]?.id, kind: "chain" })
  })
})

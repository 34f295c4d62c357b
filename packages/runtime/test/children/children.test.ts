import { encodeValue } from "@statewright/model"
import { openSqliteStore, type Store } from "@statewright/store"
import { Cancelled, ChildFailed } from "@statewright/workflow"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { calling, Declined, workflows, workflowsWith, world } from "./child-programs.ts"

const newEngine = async () => {
  const time = virtualTime()
  const database = await newDatabase()
  const engine = await createEngineWith(time.services, { database, workflows })
  const store: Store = await openSqliteStore({ path: database })
  const childOf = async (id: string) => {
    const [link] = await store.linksOf(id, { limit: 9 })
    if (link === undefined) throw new Error(`${id} has no child`)
    return link.runId
  }
  const dispose = async (): Promise<void> => {
    await engine.close()
    await store.close()
  }
  return { time, database, engine, store, childOf, [Symbol.asyncDispose]: dispose }
}

/** A step that ends when the test says so. */
const held = () => {
  const soon = Promise.withResolvers<unknown>()
  world.act = () => soon.promise
  return soon
}

beforeEach(() => {
  world.calls = []
  world.act = async (input) => `billed ${String(input)}`
  calling.options = {}
  calling.first = "pump"
  calling.second = "pump"
})

describe("a sub-workflow", () => {
  it("F08.1 F08.2 runs as a run of its own, and its output comes back where it was called", async () => {
    await using given = await newEngine()
    const { engine, store, childOf } = given
    const run = await engine.workflows.order.start("pump", { id: "o-1" })
    expect(await run.result()).toBe("ordered: billed pump")
    const id = await childOf("o-1")
    expect(await store.run(id)).toMatchObject({ workflow: "bill", version: "1", status: "completed" })
    expect(await store.link(id)).toMatchObject({
      kind: "child",
      parentId: "o-1",
      parentWait: "bill#1",
      rootId: "o-1",
      depth: 1,
      ended: true,
    })
    expect(await store.pendingInbox({ limit: 9 })).toEqual([])
    expect(await store.transitions("o-1")).toMatchObject([
      { movedBy: { kind: "start" } },
      { movedBy: { kind: "child", waitId: "bill#1" } },
    ])
  })

  it("F08.3 that fails makes the await throw a typed error, which holds the child's", async () => {
    await using given = await newEngine()
    world.act = async () => {
      throw new Declined({ code: 51 })
    }
    const run = await given.engine.workflows.order.start("pump", { id: "o-1" })
    await until(async () => (await given.store.timers(await given.childOf("o-1"))).length > 0)
    await given.time.pass("2 minutes")
    const end = await run.outcome()
    expect(end).toMatchObject({
      status: "failed",
      error: { _tag: "ChildFailed", workflow: "bill", error: { code: 51 } },
    })
    const error: unknown = end.status === "failed" ? end.error : undefined
    expect(error instanceof ChildFailed && error.error instanceof Declined).toBe(true)
    expect(error).toMatchObject({ runId: await given.childOf("o-1") })
  })

  it("F08.2 whose input does not fit is a run that failed, and its parent hears of it", async () => {
    await using given = await newEngine()
    const run = await given.engine.workflows.order.start(42, { id: "o-1" })
    expect(await run.outcome()).toMatchObject({
      status: "failed",
      error: { _tag: "ChildFailed", workflow: "bill", error: { _tag: "ValidationFailed" } },
    })
    expect(await given.store.run(await given.childOf("o-1"))).toMatchObject({ status: "failed", rev: 1 })
    expect(world.calls).toEqual([])
  })

  it("F08.4 is cancelled with its parent, cleans up, and ends after it", async () => {
    await using given = await newEngine()
    held()
    const run = await given.engine.workflows.order.start("pump", { id: "o-1" })
    await until(() => world.calls.length === 1)
    await run.cancel({ reason: "sold out" })
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })
    const id = await given.childOf("o-1")
    await until(async () => (await given.store.timers(id)).some(({ kind }) => kind === "sleep"))
    await given.time.pass("2 minutes")
    const child = await given.engine.runs.get(id)
    expect(child).toMatchObject({ status: "cancelled", error: { reason: "its parent does not wait for it any more" } })
    expect(await given.store.pendingInbox({ limit: 9 })).toEqual([])
  })

  it("F08.4 that is cancelled raises a cancellation in its parent", async () => {
    await using given = await newEngine()
    held()
    const run = await given.engine.workflows.order.start("pump", { id: "o-1" })
    await until(() => world.calls.length === 1)
    await given.engine.runs.cancel(await given.childOf("o-1"), { reason: "sold out", force: true })
    const end = await run.outcome()
    expect(end).toMatchObject({ status: "cancelled", error: { reason: "sold out" } })
    expect(end.status === "cancelled" && end.error instanceof Cancelled).toBe(true)
  })

  it("F08.5 that nobody waits for goes on when its parent has ended", async () => {
    await using given = await newEngine()
    const step = held()
    calling.options = { tags: { tenant: "acme" } }
    const run = await given.engine.workflows.notify.start("pump", { id: "n-1" })
    const ref = await run.result()
    const id = await given.childOf("n-1")
    expect(ref).toEqual({ id, workflow: "bill" })
    await until(() => world.calls.length === 1)
    step.resolve("paid")
    expect(await (await given.engine.workflows.bill.get(id)).result()).toBe("paid")
    expect(await given.store.link(id)).toMatchObject({ kind: "detached", parentId: "n-1", rootId: "n-1", depth: 0 })
    expect(await given.store.tags(id)).toEqual({ tenant: "acme" })
    expect(await given.store.inbox("n-1")).toEqual([])
  })

  it("F08.1 begun under an id that stands for the same run is that run, and for another one an error", async () => {
    await using given = await newEngine()
    await (await given.engine.workflows.bill.start("pump", { id: "b-1" })).result()
    calling.options = { id: "b-1" }
    const same = await given.engine.workflows.notify.start("pump", { id: "n-1" })
    expect(await same.result()).toEqual({ id: "b-1", workflow: "bill" })
    expect(world.calls).toHaveLength(1)
    const other = await given.engine.workflows.notify.start("valve", { id: "n-2" })
    expect(await other.outcome()).toMatchObject({ status: "failed", error: { _tag: "RunExists", runId: "b-1" } })
  })

  it("F08.1 P.9 begun again with the keys of its input in another order is the same run", async () => {
    await using given = await newEngine()
    const input = (value: object): string => value as unknown as string // what JavaScript would let through
    calling.options = { id: "b-1" }
    calling.first = input({ part: "pump", count: 1 })
    calling.second = input({ count: 1, part: "pump" })
    for (const id of ["n-1", "n-2"]) {
      const run = await given.engine.workflows.notifyTwice.start(undefined, { id })
      expect(await run.result()).toEqual({ id: "b-1", workflow: "bill" })
      calling.first = calling.second
    }
  })

  it("F08.1 begun twice in one transition under one id is one run, and for another input an error", async () => {
    await using given = await newEngine()
    calling.options = { id: "b-1" }
    const same = await given.engine.workflows.notifyTwice.start(undefined, { id: "n-1" })
    expect(await same.result()).toEqual({ id: "b-1", workflow: "bill" })
    expect(await (await given.engine.workflows.bill.get("b-1")).result()).toBe("billed pump")
    calling.options = { id: "b-2" }
    calling.second = "valve"
    const other = await given.engine.workflows.notifyTwice.start(undefined, { id: "n-2" })
    expect(await other.outcome()).toMatchObject({ status: "failed", error: { _tag: "RunExists", runId: "b-2" } })
    expect(await given.store.run("b-2")).toBeUndefined()
    expect(world.calls).toEqual(["pump"])
  })

  it("F08.6 is refused where more runs stand above it than it allows, or the engine does", async () => {
    await using given = await newEngine()
    const run = await given.engine.workflows.mine.start(9, { id: "m-1" })
    const end = await run.outcome()
    expect(rootCause(end.status === "failed" ? end.error : undefined)).toMatchObject({ code: "RUN-050", maxDepth: 3 })
    expect(await given.store.tree("m-1", { limit: 99 })).toHaveLength(4)
    expect(await (await given.engine.workflows.mine.start(3)).result()).toBe("deep")
  })

  it("F08.7 that would be its own ancestor is refused unless it says how deep it may go", async () => {
    await using given = await newEngine()
    const run = await given.engine.workflows.dig.start(1, { id: "d-1" })
    expect(await run.outcome()).toMatchObject({
      status: "failed",
      error: { _tag: "ChildFailed", workflow: "dig", error: { code: "RUN-051" } },
    })
    expect(await (await given.engine.workflows.dig.start(0)).result()).toBe("deep")
  })

  it("F08.4 that takes longer than its timeout is cancelled, and its parent told", async () => {
    await using given = await newEngine()
    held()
    calling.options = { timeoutMillis: 60_000 }
    const run = await given.engine.workflows.order.start("pump", { id: "o-1" })
    await until(() => world.calls.length === 1)
    const id = await given.childOf("o-1")
    await given.time.pass("59 seconds")
    expect(await given.store.run("o-1")).toMatchObject({ status: "running" })
    await given.time.pass("1 second")
    expect(await run.outcome()).toMatchObject({
      status: "failed",
      error: { _tag: "ChildTimedOut", workflow: "bill", runId: id },
    })
    await until(async () => (await given.store.timers(id)).some(({ kind }) => kind === "sleep"))
    await given.time.pass("2 minutes")
    expect(await given.store.run(id)).toMatchObject({ status: "cancelled" })
    expect(await given.store.timers("o-1")).toEqual([])
  })

  it("F08.1 that ends in time leaves no deadline behind", async () => {
    await using given = await newEngine()
    calling.options = { timeoutMillis: 60_000 }
    const step = held()
    const run = await given.engine.workflows.order.start("pump", { id: "o-1" })
    await until(() => world.calls.length === 1)
    expect(await given.store.timers("o-1")).toMatchObject([{ kind: "deadline", waitId: "bill#1" }])
    step.resolve("paid")
    expect(await run.result()).toBe("ordered: paid")
  })

  it("F08.1 N.5 whose parent rests when it ends is heard of once that goes on", async () => {
    await using given = await newEngine()
    const step = held()
    await given.engine.workflows.order.start("pump", { id: "o-1" })
    await until(() => world.calls.length === 1)
    await given.engine.close()
    step.resolve("late")
    world.act = async () => "paid"
    const { database } = given
    const other = await createEngineWith(given.time.services, { database, workflows: workflowsWith("2") })
    const id = await given.childOf("o-1")
    expect(await (await other.workflows.bill.get(id)).result()).toBe("paid")
    expect(await given.store.run("o-1")).toMatchObject({ status: "parked" })
    expect(await given.store.pendingInbox({ limit: 9 })).toMatchObject([{ runId: "o-1", kind: "child", name: id }])
    await other.close()
    await using again = await createEngineWith(given.time.services, { database, workflows })
    expect(await (await again.workflows.order.get("o-1")).result()).toBe("ordered: paid")
  })

  it("F08.4 is not begun by a parent that was cancelled before it had begun itself (fault 26)", async () => {
    await using given = await newEngine()
    await given.engine.close()
    // Its start stands in the inbox; nobody has taken it, nor that of the parent.
    const { database } = given
    const run = { id: "o-1", kind: "start", runId: "o-1", name: "order", payload: `[1,"pump"]`, acceptedAt: 1 } as const
    await given.store.insertInbox([{ ...run, id: "start" }])
    await given.store.insertInbox([
      { runId: "o-1", id: "cancel:1", kind: "cancel", payload: encodeValue({ force: true }, "cancel"), acceptedAt: 2 },
    ])
    await using engine = await createEngineWith(given.time.services, { database, workflows })
    expect(await (await engine.workflows.order.get("o-1")).outcome()).toMatchObject({ status: "cancelled" })
    await given.time.pass("2 minutes")
    expect(await given.store.linksOf("o-1", { limit: 9 })).toEqual([])
    expect(await given.store.pendingInbox({ limit: 9 })).toEqual([])
  })

  it.each([false, true])(
    "F08.4 that has not begun when its parent is cancelled never works, by force: %s (fault 26)",
    async (force) => {
      await using given = await newEngine()
      await given.engine.close()
      const { database } = given
      // Whoever leads now does not know the child: its start stands in the inbox.
      const { order } = workflows
      const other = await createEngineWith(given.time.services, { database, workflows: registry({ order }) })
      const parent = await other.workflows.order.start("pump", { id: "o-1" })
      const id = await given.childOf("o-1")
      await parent.cancel({ force })
      expect(await parent.outcome()).toMatchObject({ status: "cancelled" })
      expect((await given.store.pendingInbox({ limit: 9 })).map(({ kind }) => kind)).toContain("start")
      await other.close()
      await using engine = await createEngineWith(given.time.services, { database, workflows })
      expect(await (await engine.workflows.bill.get(id)).outcome()).toMatchObject({ status: "cancelled" })
      expect(world.calls).toEqual([])
      await until(async () => (await given.store.pendingInbox({ limit: 9 })).length === 0)
    },
  )

  it("SEMANTICS 27 that has changed parks its parent before it is begun, and begins when it fits again", async () => {
    await using given = await newEngine()
    await given.engine.workflows.orderLater.start("pump", { id: "o-1" })
    await given.engine.close()
    const { database, time, store } = given
    const other = await createEngineWith(time.services, { database, workflows: workflowsWith("1", "b") })
    await time.pass("1 hour")
    await expect((await other.workflows.orderLater.get("o-1")).result()).rejects.toMatchObject({
      _tag: "RunParked",
      message: expect.stringContaining("RUN-022 Workflow `bill` has another input, output or errors"),
    })
    expect(await store.linksOf("o-1", { limit: 9 })).toEqual([])
    await other.close()
    await using again = await createEngineWith(time.services, { database, workflows })
    await time.pass("1 second")
    expect(await (await again.workflows.orderLater.get("o-1")).result()).toBe("billed pump")
  })

  it("N.4 F08.5 is a new run where the id of a parent that is kept no longer is used again", async () => {
    const time = virtualTime()
    const database = await newDatabase()
    const retention = { completed: "1 minute" } as const
    const step = held()
    step.resolve("paid")
    const options = { database, workflows, retention }
    const first = await createEngineWith(time.services, options)
    const ref = await (await first.workflows.notify.start("pump", { id: "n-1" })).result()
    await time.pass("2 hours")
    await expect(first.runs.get("n-1")).rejects.toMatchObject({ _tag: "RunNotFound" })
    await first.close()
    await using again = await createEngineWith(time.services, { database, workflows })
    const other = await (await again.workflows.notify.start("pump", { id: "n-1" })).result()
    expect(other).not.toEqual(ref)
    expect(await (await again.workflows.bill.get(Reflect.get(Object(other), "id"))).result()).toBe("paid")
  })

  it("F08.8 waits for the version that it is pinned to", async () => {
    await using given = await newEngine()
    calling.options = { version: "7" }
    const run = await given.engine.workflows.order.start("pump", { id: "o-1" })
    const id = await given.childOf("o-1")
    expect(await given.store.run(id)).toBeUndefined()
    await run.cancel()
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })
    expect(await given.store.inbox(id)).toMatchObject([{ kind: "start" }, { kind: "cancel" }])
  })
})

const rootCause = (error: unknown): unknown => (error instanceof ChildFailed ? rootCause(error.error) : error)

import { openSqliteStore } from "@statewright/store"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { world } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { waiting } from "./waiting-programs.ts"

const newEngine = async () => {
  const time = virtualTime()
  const database = await newDatabase()
  return { time, database, engine: await createEngineWith(time.services, { database, workflows: waiting }) }
}

const approval = (orderId: string, by = "ann") => ({ name: "approval", payload: { orderId, by } })

beforeEach(() => {
  world.calls = []
  world.act = async () => "done"
})

describe("an event", () => {
  it("F10.1, F10.2, F10.8 moves the run that waits for it, and no other", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const [first, second] = [await engine.workflows.approve.start("o1"), await engine.workflows.approve.start("o2")]
    expect((await second.info()).waits).toEqual([
      { wait: "approval#1", event: "approval", since: 0, dueAt: 259_200_000 },
    ])

    expect(await engine.events.send({ ...approval("o2"), id: "hook-1" })).toEqual({
      id: "hook-1",
      reached: 1,
      kept: true,
      looked: true,
    })
    expect(await second.result()).toEqual({ orderId: "o2", by: "ann", cents: 0 })
    expect(await second.info()).toMatchObject({
      waits: [],
      events: [
        { wait: "approval#1", id: "hook-1", name: "approval", payload: { orderId: "o2", by: "ann" }, sentAt: 0 },
      ],
    })
    expect(await first.info()).toMatchObject({ status: "running", waits: [{ event: "approval" }], events: [] })
  })

  it("F10.6 that comes before its run waits is kept for it (fault 16)", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    expect(await engine.events.send(approval("o1"))).toMatchObject({ reached: 0, kept: true })
    const run = await engine.workflows.approve.start("o1")
    expect(await run.result()).toMatchObject({ orderId: "o1" })
    const { events } = await engine.events.list()
    expect(events).toMatchObject([{ name: "approval", status: "kept", reached: 1 }])
  })

  it("F10.5 sent twice with one id is one event, with one answer (fault 19)", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.collect.start({ count: 2, least: 0 })
    const tick = { name: "tick", payload: { cents: 1, of: "a" }, id: "t1" }
    const turned = { ...tick, payload: { of: "a", cents: 1 } }
    const answers = await Promise.all([tick, turned, tick].map((each) => engine.events.send(each)))
    expect(answers).toEqual([1, 2, 3].map(() => ({ id: "t1", reached: 1, kept: true, looked: true })))
    expect(await run.info()).toMatchObject({ status: "running", events: [{ id: "t1" }] })
    await expect(engine.events.send({ ...tick, payload: { cents: 2 } })).rejects.toMatchObject({ _tag: "EventExists" })
    await expect(engine.events.send({ ...tick, name: "tock" })).rejects.toMatchObject({ code: "RUN-013" })
  })

  it("SEMANTICS 25 reaches several waits of one run once, the oldest first", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.pair.start(undefined)
    expect(await engine.events.send({ name: "note", payload: "a" })).toMatchObject({ reached: 1 })
    expect((await run.info()).waits).toMatchObject([{ wait: "all/note#2" }])
    await engine.events.send({ name: "note", payload: "b" })
    expect(await run.result()).toEqual(["a", "b"])
  })

  it("SEMANTICS 25 that came early goes to the oldest wait, in the order of acceptance", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    for (const payload of ["a", "b", "c"]) await engine.events.send({ name: "note", payload })
    const run = await engine.workflows.pair.start(undefined)
    expect(await run.result()).toEqual(["a", "b"])
  })

  it("F10.2, SEMANTICS 26 is asked the predicate with the locals as they were; a throw is no match, and is recorded", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.collect.start({ count: 2, least: 5 })
    const send = (cents: number) => engine.events.send({ name: "tick", payload: { cents } })
    expect(await send(4)).toMatchObject({ reached: 0 })
    expect(await send(-1)).toMatchObject({ reached: 0 })
    expect((await run.info()).waits).toMatchObject([{ trouble: new RangeError("no price") }])
    expect(await send(6)).toMatchObject({ reached: 1 })
    expect(await send(5)).toMatchObject({ reached: 1 })
    expect(await run.result()).toEqual([{ cents: 6 }, { cents: 5 }])
  })

  it("F10.4 that does not come raises a typed error, or yields a default", async () => {
    const { engine, time } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.patient.start(undefined)
    await time.pass("59 minutes")
    expect((await run.info()).waits).toMatchObject([{ wait: "try/answer#1" }])
    await time.pass("1 minute")
    expect((await run.info()).waits).toMatchObject([{ wait: "answer#2", dueAt: 7_200_000 }])
    await time.pass("1 hour")
    expect(await run.result()).toEqual(["answer", { none: new Date(0) }])
  })

  it("F10.3 whose payload fits no schema is refused to its sender, and recorded", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.approve.start("o1")
    const wrong = { name: "approval", payload: { orderId: "o1", by: 7 }, id: "h" }
    await expect(engine.events.send(wrong)).rejects.toMatchObject({
      _tag: "EventRefused",
      code: "RUN-012",
      message: expect.stringContaining("by: Invalid input: expected string, received number"),
    })
    expect((await engine.events.list()).events).toMatchObject([{ id: "h", status: "refused", payload: wrong.payload }])
    expect(await engine.events.send({ ...approval("o1"), id: "h" })).toMatchObject({ reached: 1 })
    expect(await run.result()).toMatchObject({ by: "ann" })
  })

  it("F10.5, DESIGN 5.1 to a run waits in its inbox, and reaches no other", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.collect.start({ count: 2, least: 5 }, { id: "a" })
    const other = await engine.workflows.collect.start({ count: 1, least: 0 }, { id: "b" })
    const send = (cents: number) => engine.events.send({ name: "tick", payload: { cents }, to: "a" })
    expect(await send(9)).toMatchObject({ reached: 1, kept: false })
    expect(await send(1)).toMatchObject({ reached: 0, kept: true })
    expect((await engine.events.list({ to: "a" })).events).toMatchObject([{ status: "kept" }, { status: "received" }])
    expect(await send(7)).toMatchObject({ reached: 1, kept: false })
    expect(await run.result()).toEqual([{ cents: 9 }, { cents: 7 }])
    expect(await other.info()).toMatchObject({ status: "running", events: [] })
    expect((await engine.events.list({ to: "a" })).events.map(({ status }) => status)).toEqual([
      "received",
      "unused",
      "received",
    ])
  })

  it("F10.5 to a run that has ended is refused and recorded, and wakes nothing (fault 17)", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.approve.start("o1")
    await engine.events.send(approval("o1"))
    await run.result()
    const late = { ...approval("o1"), to: run.id }
    await expect(engine.events.send(late)).rejects.toMatchObject({ _tag: "RunEnded", status: "completed" })
    await expect(engine.events.send({ ...late, to: "nobody" })).rejects.toMatchObject({ _tag: "RunNotFound" })
    expect(await run.info()).toMatchObject({ status: "completed", events: [{ name: "approval" }] })
    expect((await engine.events.list({ to: run.id })).events).toMatchObject([
      { status: "refused", refusal: "the run was completed" },
    ])
  })

  it("SEMANTICS 28 that decides a race closes the losers in the same transaction (fault 28)", async () => {
    const { engine, database, time } = await newEngine()
    world.act = () => new Promise(() => {})
    const run = await engine.workflows.choose.start(undefined, { id: "r" })
    expect((await run.info()).waits).toHaveLength(2)
    await engine.events.send({ name: "yes", payload: 1 })
    expect((await run.info()).waits).toEqual([])
    expect(await engine.events.send({ name: "no", payload: 2 })).toMatchObject({ reached: 0 })
    await engine.close()
    const store = await openSqliteStore({ path: database })
    expect(await store.timers("r")).toEqual([])
    await store.close()

    world.act = async () => "done"
    await using second = await createEngineWith(time.services, { database, workflows: waiting })
    expect(await (await second.workflows.choose.get("r")).result()).toBe(1)
  })

  it("P.9 is not waited for any more once its run is cancelled", async () => {
    const { engine, time } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.approve.start("o1")
    await run.cancel()
    await run.outcome()
    expect((await run.info()).waits).toEqual([])
    expect(await engine.events.send(approval("o1"))).toMatchObject({ reached: 0 })
    await time.pass("4 days")
    expect(await run.info()).toMatchObject({ status: "cancelled" })
  })

  it("N.7 whose payload is over the bound is refused, and stored nowhere", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const large = { name: "note", payload: "x".repeat(1024 * 1024) }
    await expect(engine.events.send(large)).rejects.toMatchObject({ _tag: "PayloadTooLarge", code: "VAL-011" })
    await expect(engine.events.send({ name: "note", payload: () => 1 })).rejects.toMatchObject({ _tag: "NotStorable" })
    await expect(engine.events.send({ name: "two words" })).rejects.toMatchObject({ _tag: "InvalidName" })
    await expect(engine.events.send({ name: "note", id: "" })).rejects.toMatchObject({ _tag: "InvalidOption" })
    expect((await engine.events.list()).events).toEqual([])
  })

  it("N.4 is kept as long as the engine says, and its id with it", async () => {
    const time = virtualTime()
    const database = await newDatabase()
    const options = { database, workflows: waiting, eventRetention: "90 minutes" } as const
    await using engine = await createEngineWith(time.services, options)
    await engine.events.send({ name: "note", payload: "a", id: "n" })
    await time.pass("100 minutes")
    const run = await engine.workflows.pair.start(undefined)
    expect(await run.info()).toMatchObject({ events: [] })
    await time.pass("1 hour")
    await until(async () => (await engine.events.list()).events.length === 0)
    await engine.events.send({ name: "note", payload: "b", id: "n" })
    expect(await run.info()).toMatchObject({ events: [{ payload: "b" }] })
  })
})

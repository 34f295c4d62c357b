import { encodeValue } from "@statewright/model"
import { openSqliteStore } from "@statewright/store"
import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { createEngine, createEngineWith } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { countedStore } from "./counted-store.ts"
import { newDatabase } from "./new-database.ts"
import { world } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { waiting } from "./waiting-programs.ts"

/** Numbers from 0 to 1 that a seed fixes: Mulberry32. */
const random = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
  return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** As another process puts it into the inbox. */
const sent = (name: string, payload: unknown, id: string) =>
  ({ runId: "", id: `sent:${id}`, kind: "event", name, payload: encodeValue(payload, "test"), acceptedAt: 0 }) as const

describe("the order of events", () => {
  it("F10.5 at the very moment at which its run ends, one is handled or refused, never lost: 10,000 interleavings (fault 18)", async () => {
    const seed = 18
    const next = random(seed)
    const ends = new Map<string, () => void>()
    world.act = (input) => new Promise((resolve) => ends.set(String(input), () => resolve("worked")))
    const database = await newDatabase()
    await using engine = await createEngineWith(virtualTime().services, {
      database,
      workflows: waiting,
      durability: "normal",
    })
    const seen = { handled: 0, refused: 0 }
    const one = async (id: string): Promise<void> => {
      const run = await engine.workflows.last.start(id, { id })
      await until(() => ends.has(id))
      const ending = turns(Math.floor(next() * 6)).then(() => ends.get(id)?.())
      await turns(Math.floor(next() * 6))
      const answer = await engine.events
        .send({ name: "stop", payload: "stopped", to: id })
        .catch((error: unknown) => error)
      await ending
      const isHandled = (await run.result()) === "stopped"
      seen[isHandled ? "handled" : "refused"] += 1
      const told = isHandled ? { reached: 1, kept: false } : { _tag: "RunEnded", status: "completed" }
      expect(answer, `seed ${seed}, run ${id}`).toMatchObject(told)
    }
    for (let group = 0; group < 50; group++) {
      await Promise.all(Array.from({ length: 200 }, (_, n) => one(`${group}-${n}`)))
    }
    expect(seen.handled + seen.refused).toBe(10_000)
    expect(Math.min(seen.handled, seen.refused)).toBeGreaterThan(1_000)
  })

  it("F10.5 is that of acceptance, whichever process sends them (fault 20)", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database, workflows: waiting })
    const store = await openSqliteStore({ path: database })
    const run = await engine.workflows.collect.start({ count: 60, least: 0 })
    const sends: Promise<unknown>[] = []
    for (let n = 0; n < 30; n++) {
      await store.insertInbox([sent("tick", { cents: n }, `there ${n}`)])
      sends.push(engine.events.send({ name: "tick", payload: { cents: n }, id: `here ${n}` }))
    }
    await Promise.all(sends)
    await time.pass("1 second")
    await run.result()
    const taken = (await run.info()).events.map(({ id }) => id)
    const accepted = (await engine.events.list({ limit: 100 })).events.map(({ id }) => id)
    expect(taken).toEqual(accepted.toReversed())
    await store.close()
  })

  it("SEMANTICS 17 an event that was accepted before the time was over comes first", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database, workflows: waiting })
    const store = await openSqliteStore({ path: database })
    const runs = await Promise.all(
      Array.from({ length: 20 }, (_, n) => engine.workflows.patient.start(undefined, { id: `p${n}` })),
    )
    await store.insertInbox([sent("answer", "in time", "1")])
    await time.pass("1 hour")
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(runs.map(() => "in time"))
    await store.close()
  })

  it("SEMANTICS 25 many at once reach a run one by one, and a run that is moved by a step at the same time", async () => {
    world.act = async () => "rested"
    await using engine = await createEngineWith(virtualTime().services, {
      database: await newDatabase(),
      workflows: waiting,
    })
    const run = await engine.workflows.collect.start({ count: 50, least: 0 })
    const other = await engine.workflows.pair.start(undefined)
    const sends = Array.from({ length: 50 }, (_, cents) => engine.events.send({ name: "tick", payload: { cents } }))
    sends.push(engine.events.send({ name: "note", payload: 1 }), engine.events.send({ name: "note", payload: 2 }))
    expect((await Promise.all(sends)).map(({ reached }) => reached)).toEqual(sends.map(() => 1))
    expect(await run.result()).toEqual(Array.from({ length: 50 }, (_, cents) => ({ cents })))
    expect(await other.result()).toEqual([1, 2])
  })

  it("F10.6 what came while a run was parked is there when it goes on", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const first = await createEngineWith(time.services, { database, workflows: waiting })
    const { id } = await first.workflows.collect.start({ count: 3, least: 0 })
    await first.close()

    const edited = registry({ collect: { ...waiting.collect, version: "2" } })
    const second = await createEngineWith(time.services, { database, workflows: edited })
    expect(await second.runs.get(id)).toMatchObject({ status: "parked", waits: [{ event: "tick" }] })
    expect(await second.events.send({ name: "tick", payload: { cents: 1 } })).toMatchObject({ reached: 0, kept: true })
    expect(await second.events.send({ name: "tick", payload: { cents: 2 }, to: id })).toMatchObject({ kept: true })
    await second.events.send({ name: "tick", payload: { cents: 3 } })
    await second.close()

    await using third = await createEngineWith(time.services, { database, workflows: waiting })
    const run = await third.workflows.collect.get(id)
    expect(await run.result()).toEqual([{ cents: 1 }, { cents: 2 }, { cents: 3 }])
  })

  it("N.2 what was accepted is delivered after a restart, and what waits needs no memory", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const first = await createEngineWith(time.services, { database, workflows: waiting })
    const { id } = await first.workflows.collect.start({ count: 2, least: 5 })
    const late = await first.workflows.patient.start(undefined)
    await first.close()
    const store = await openSqliteStore({ path: database })
    for (const cents of [4, 6, 7]) {
      await store.insertInbox([sent("tick", { cents }, `t${cents}`)])
    }
    await store.close()
    await time.pass("1 hour")
    await using second = await createEngineWith(time.services, { database, workflows: waiting })
    expect(await (await second.workflows.collect.get(id)).result()).toEqual([{ cents: 6 }, { cents: 7 }])
    await until(async () => (await second.runs.get(late.id)).waits[0]?.wait === "answer#2")
  })

  it("F10.1 a process that does not lead is told what became of it", async () => {
    const database = await newDatabase()
    await using leader = await createEngine({ database, workflows: waiting, durability: "normal" })
    await using other = await createEngine({ database, workflows: waiting, durability: "normal" })
    expect(other.role()).toBe("standby")
    const run = await leader.workflows.pair.start(undefined)
    expect(await other.events.send({ name: "note", payload: 1 })).toMatchObject({
      reached: 1,
      kept: true,
      looked: true,
    })
    expect(await other.events.send({ name: "note", payload: 2, to: run.id })).toMatchObject({ reached: 1, kept: false })
    expect(await run.result()).toEqual([1, 2])
    await expect(other.events.send({ name: "note", to: run.id })).rejects.toMatchObject({ _tag: "RunEnded" })
  })

  it("F10.1 and is told that it is stored where nobody leads", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const leader = await createEngineWith(time.services, { database, workflows: waiting })
    const other = await createEngineWith(virtualTime().services, { database, workflows: waiting })
    const answer = other.events.send({ name: "note", payload: 1 })
    await until(async () => (await leader.events.list()).events.length === 1)
    await other.close()
    expect(await answer).toMatchObject({ reached: 0, kept: true, looked: false })
    await leader.close()
  })
})

describe("waits for events", () => {
  it("F10.1 whose promises nobody holds any more are closed when their race is decided (fault 28)", async () => {
    world.act = () => new Promise(() => {})
    await using engine = await createEngineWith(virtualTime().services, {
      database: await newDatabase(),
      workflows: waiting,
    })
    const dropped = await engine.workflows.loose.start(false)
    expect((await dropped.info()).waits).toMatchObject([{ wait: "a#1" }, { wait: "b#2" }])
    await engine.events.send({ name: "b", payload: "b" })
    expect((await dropped.info()).waits).toEqual([])
    expect(await engine.events.send({ name: "a", payload: "a" })).toMatchObject({ reached: 0 })

    world.act = async () => "rested"
    const kept = await engine.workflows.loose.start(true)
    expect(await kept.result()).toEqual(["b", "a"])
  })

  it("SEMANTICS 26 that compare with what cannot be had match nothing, and say why", async () => {
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows: waiting })
    const run = await engine.workflows.odd.start(undefined)
    expect(await engine.events.send({ name: "consent", payload: {} })).toMatchObject({ reached: 0 })
    expect((await run.info()).waits).toMatchObject([
      {
        trouble: { message: expect.stringContaining("No event can match: what it is compared with could not be had") },
      },
    ])
    await time.pass("1 hour")
    expect(await run.result()).toBe("never")
  })

  it("F10.10 of 10,000 runs under one name cost an event some look-ups, and no frame in memory", async () => {
    const count = 10_000
    const counted = countedStore()
    const services = Context.merge(virtualTime().services, counted.services)
    const options = { database: await newDatabase(), workflows: waiting, durability: "normal" } as const
    await using engine = await createEngineWith(services, options)
    await Promise.all(Array.from({ length: count }, (_, n) => engine.workflows.approve.start(`o${n}`)))
    counted.calls.clear()
    const send = (n: number) => engine.events.send({ name: "approval", payload: { orderId: `o${n}`, by: "ann" } })
    expect(await Promise.all([send(17), send(count - 1)])).toMatchObject([{ reached: 1 }, { reached: 1 }])
    expect(await send(count + 1)).toMatchObject({ reached: 0 })
    const of = (name: Parameters<typeof counted.calls.get>[0]) => counted.calls.get(name) ?? 0
    // Each event asks once who waits, and each run that it reached is read once: it was not in memory.
    // Events that come at once are stored at once.
    const reads = [of("waitingRuns"), of("waitsFor"), of("frame"), of("eventsFor"), of("insertInbox")]
    expect(reads).toEqual([3, 2, 2, 0, 2])
  })

  it("F10.10 of many runs find what came before them by its key, and a run goes through what it has not taken only", async () => {
    const count = 1_000
    const counted = countedStore()
    const services = Context.merge(virtualTime().services, counted.services)
    const options = { database: await newDatabase(), workflows: waiting, durability: "normal" } as const
    await using engine = await createEngineWith(services, options)
    const numbers = Array.from({ length: count }, (_, n) => n)
    const early = numbers.map((n) => engine.events.send({ name: "approval", payload: { orderId: `o${n}`, by: "ann" } }))
    await Promise.all([...early, ...numbers.map((cents) => engine.events.send({ name: "tick", payload: { cents } }))])

    counted.calls.clear()
    for (const n of [5, 500, 999]) {
      const run = await engine.workflows.approve.start(`o${n}`)
      expect(await run.result()).toMatchObject({ orderId: `o${n}` })
    }
    expect([counted.calls.get("event"), counted.calls.get("broadcasts")]).toEqual([3, 5])

    counted.calls.clear()
    const run = await engine.workflows.collect.start({ count, least: 0 })
    expect(await run.result()).toEqual(numbers.map((cents) => ({ cents })))
    // For each two reads: what is in its inbox, and the rest of what was sent to all.
    expect(counted.calls.get("eventsFor")).toBeLessThan(3 * count)
  })
})

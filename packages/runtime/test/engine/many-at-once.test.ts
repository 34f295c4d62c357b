import { encodeValue } from "@statewright/model"
import { broadcast, openSqliteStore } from "@statewright/store"
import type { NewInboxRow, Transition } from "@statewright/store"
import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualTime } from "./virtual-time.ts"
import { waiting } from "./waiting-programs.ts"

/** A real store that notes the batches which it was given; `fails` says which of them cannot be stored. */
const batchesNoted = (fails: (batch: readonly Transition[]) => boolean = () => false, time = virtualTime()) => {
  const batches: (readonly Transition[])[] = []
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    return {
      ...store,
      commit: (epoch, batch) => {
        batches.push(batch)
        // One transition that was computed from what is no longer there.
        const stale = fails(batch) ? batch.findIndex(({ received = [] }) => received.length > 0) : -1
        return store.commit(
          epoch,
          batch.map((each, index) => (index === stale ? outdated(each) : each)),
        )
      },
    }
  }
  return { services: Context.merge(time.services, Context.make(OpenStore, open)), batches }
}

const outdated = (transition: Transition): Transition =>
  transition.run.kind === "update" ? { ...transition, run: { ...transition.run, expectedRev: -1 } } : transition

const tick = (cents: number, runId = broadcast): NewInboxRow => ({
  runId,
  id: `sent:${cents}`,
  kind: "event",
  name: "tick",
  payload: encodeValue({ cents }, "test"),
  acceptedAt: 0,
})

const begin = (runId: string, count: number): NewInboxRow => ({
  runId,
  id: "start",
  kind: "start",
  name: "collect",
  payload: encodeValue({ count, least: 0 }, "test"),
  acceptedAt: 0,
})

const many = 350
const range = (count: number) => Array.from({ length: count }, (_, n) => n)
const ids = range(many).map((n) => `r${n}`)

describe("an event that reaches hundreds of runs", () => {
  const start = async (noted = batchesNoted(), count = 1) => {
    const options = { database: await newDatabase(), workflows: waiting, durability: "normal" } as const
    const engine = await createEngineWith(noted.services, options)
    await Promise.all(ids.map((id) => engine.workflows.collect.start({ count, least: 0 }, { id })))
    noted.batches.length = 0
    return { engine, batches: noted.batches, database: options.database }
  }

  it("SEMANTICS 25 goes out in parts, between which other work is done, and is settled when all have it", async () => {
    const { engine, batches } = await start()
    await using _ = engine
    const sent = engine.events.send({ name: "tick", payload: { cents: 1 } })
    const other = (async () => {
      while (batches.length === 0) await new Promise((resolve) => setImmediate(resolve))
      return engine.workflows.approve.start("o")
    })()
    expect(await sent).toMatchObject({ reached: many, kept: true, looked: true })
    await other
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThan(150)
    const begins = batches.findIndex((batch) => batch.some(({ run }) => run.kind === "insert"))
    const settles = batches.findIndex((batch) =>
      batch.some(({ events = [] }) => events.some(({ kind }) => kind === "looked")),
    )
    expect(begins).toBeLessThan(settles)
    for (const id of ids) expect(await (await engine.workflows.collect.get(id)).result()).toEqual([{ cents: 1 }])
  })

  it("SEMANTICS 25 comes to each before what was accepted after it, to it or to all", async () => {
    const time = virtualTime()
    const { engine, database } = await start(batchesNoted(undefined, time), 3)
    await using _ = engine
    const last = ids.toSorted().at(-1) ?? ""
    const store = await openSqliteStore({ path: database })
    await store.insertInbox([tick(1), tick(2, last), tick(3), tick(4)])
    await store.close()
    await time.pass("50 millis")
    for (const id of ids) {
      const taken = await (await engine.workflows.collect.get(id)).result()
      expect(taken, id).toEqual((id === last ? [1, 2, 3] : [1, 3, 4]).map((cents) => ({ cents })))
    }
    const { events } = await engine.events.list()
    expect(events.map(({ reached }) => reached)).toEqual([many - 1, many, 1, many])
  })

  it("SEMANTICS 25 counts each run that it has reached, whatever had to be tried again", async () => {
    let failed = 0
    const noted = batchesNoted((batch) => batch.some(({ received = [] }) => received.length > 0) && ++failed % 3 === 1)
    const { engine } = await start(noted)
    await using _ = engine
    expect(await engine.events.send({ name: "tick", payload: { cents: 1 }, id: "t" })).toMatchObject({ reached: many })
    expect((await engine.events.list()).events).toMatchObject([{ id: "t", reached: many }])
    expect(failed).toBeGreaterThan(1)
  })
})

describe("a run that has hundreds of kept events to take", () => {
  it.each(["to all", "to it"])(
    "SEMANTICS 25 takes those %s in parts, in their order, and what comes meanwhile after them",
    async (to) => {
      const noted = batchesNoted()
      const options = { database: await newDatabase(), workflows: waiting, durability: "normal" } as const
      const store = await openSqliteStore({ path: options.database })
      const own = to === "to it" ? "r" : broadcast
      await store.insertInbox([begin("r", many + 1), ...range(many).map((cents) => tick(cents, own))])
      await store.close()
      await using engine = await createEngineWith(noted.services, options)
      while (!noted.batches.some((batch) => batch.some(({ received = [] }) => received.length > 0))) {
        await new Promise((resolve) => setImmediate(resolve))
      }
      await engine.events.send({ name: "tick", payload: { cents: many }, to: "r" })
      const run = await engine.workflows.collect.get("r")
      expect(await run.result()).toEqual(range(many + 1).map((cents) => ({ cents })))
      const served = noted.batches.filter((batch) => batch.some(({ received = [] }) => received.length > 0))
      expect(Math.max(...served.map((batch) => batch.filter(({ received }) => received).length))).toBeLessThan(250)
      expect((await run.info()).events).toHaveLength(many + 1)
    },
  )
})

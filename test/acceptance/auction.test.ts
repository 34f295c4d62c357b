import { createEngineWith } from "@statewright/runtime"
import { describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualClock } from "./virtual-clock.ts"

const bid = (id: string, cents: number, by: string) => ({ name: "bid", payload: { item: { id }, cents, by }, id: by })

/** A clock that stands at 0; some turns of the event loop let come to rest what it set in motion. */
const virtualTime = () => {
  const { services, pass } = virtualClock(0)
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    services,
    pass: async (hours: number): Promise<void> => {
      await rest()
      pass(hours * 3_600_000)
      await rest()
    },
  }
}

describe("a workflow that waits for events in a helper, in a loop and beside another event", () => {
  it("F10.1, F10.2, F10.4, F10.6 takes what its predicate asks for, over restarts, until the time is over", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const first = await createEngineWith(time.services, { database, workflows })
    // Early: it is the first of those that are high enough.
    await first.events.send(bid("vase", 12, "ann"))
    const { id } = await first.workflows.auction.start({ item: "vase", least: 10 })
    expect(await first.events.send(bid("lamp", 20, "bob"))).toMatchObject({ reached: 0 })
    expect(await first.events.send(bid("vase", 12, "cid"))).toMatchObject({ reached: 0 })
    await expect(first.events.send({ name: "bid", payload: { cents: 30 } })).rejects.toMatchObject({
      _tag: "EventRefused",
    })
    await first.close()

    const second = await createEngineWith(time.services, { database, workflows })
    await time.pass(23)
    expect(await second.events.send(bid("vase", 13, "dan"))).toMatchObject({ reached: 1 })
    await time.pass(23)
    const run = await second.workflows.auction.get(id)
    expect(await run.info()).toMatchObject({
      status: "running",
      waits: [{ event: "withdraw" }, { event: "bid", dueAt: 47 * 3_600_000 }],
      events: [{ id: "ann" }, { id: "dan" }],
    })
    await time.pass(1)
    // The auction is over: nothing in the run can ask for the other event any more.
    expect(await run.info()).toMatchObject({ status: "running", waits: [] })
    await time.pass(1)
    expect(await run.result()).toEqual({ bids: ["ann 12", "dan 13"], end: "sold" })
    await second.close()
  })

  it("F10.5 ends with whichever comes first, and closes the other wait", async () => {
    await using engine = await createEngineWith(virtualTime().services, { database: await newDatabase(), workflows })
    const run = await engine.workflows.auction.start({ item: "vase", least: 10 })
    await engine.events.send(bid("vase", 11, "ann"))
    expect(await engine.events.send({ name: "withdraw", payload: { why: "it broke" }, to: run.id })).toMatchObject({
      reached: 1,
    })
    expect(await run.result()).toEqual({ bids: ["ann 11"], end: "it broke" })
    expect(await run.info()).toMatchObject({ waits: [], events: [{ name: "bid" }, { name: "withdraw" }] })
    expect(await engine.events.send(bid("vase", 12, "bob"))).toMatchObject({ reached: 0 })
  })
})

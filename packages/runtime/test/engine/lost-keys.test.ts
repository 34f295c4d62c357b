import { openSqliteStore, type PayloadCodec, type PayloadPlace } from "@statewright/store"
import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualTime } from "./virtual-time.ts"
import { waiting } from "./waiting-programs.ts"

/** An engine whose payloads cannot be opened where `isLost` says so. */
const newEngine = async (isLost: (text: string, place: PayloadPlace) => boolean) => {
  const payloads: PayloadCodec = {
    seal: (text) => text,
    open: (stored, place) => {
      if (isLost(String(stored), place)) throw new Error("the key is lost")
      return String(stored)
    },
  }
  const time = virtualTime()
  const opening = Context.make(OpenStore, (options) => openSqliteStore({ ...options, payloads }))
  const services = Context.merge(time.services, opening)
  return { time, engine: await createEngineWith(services, { database: await newDatabase(), workflows: waiting }) }
}

describe("what cannot be opened any more", () => {
  it.each(["", "bad"])(
    "N.2 N.8 of one run that waits parks that run, and an event to %j goes on to the others",
    async (to) => {
      let isOver = false
      const { engine, time } = await newEngine((_text, { column, runId }) => {
        return isOver && runId === "bad" && column === "wait.given"
      })
      await using _ = engine
      const bad = await engine.workflows.collect.start({ count: 1, least: 0 }, { id: "bad" })
      const good = await engine.workflows.collect.start({ count: 1, least: 0 }, { id: "good" })
      isOver = true
      await engine.events.send({ name: "tick", payload: { cents: 1 }, ...(to !== "" && { to }) })
      if (to !== "") await engine.events.send({ name: "tick", payload: { cents: 1 } })
      await time.pass("1 second")
      expect(await good.result()).toEqual([{ cents: 1 }])
      isOver = false
      expect(await bad.info()).toMatchObject({ status: "parked", parkedReason: "Error: the key is lost" })
      await engine.runs.resume("bad")
      await time.pass("1 second")
      expect(await bad.result()).toEqual([{ cents: 1 }])
    },
  )

  it("N.2 N.8 of an event refuses that event alone", async () => {
    const { engine, time } = await newEngine((text, { column }) => column === "inbox.payload" && text.includes("666"))
    await using _ = engine
    const run = await engine.workflows.collect.start({ count: 1, least: 0 })
    const lost = engine.events.send({ name: "tick", payload: { cents: 666 } }).catch(String)
    await engine.events.send({ name: "tick", payload: { cents: 1 } })
    await time.pass("11 seconds")
    expect(await lost).toBe("Error: the key is lost")
    expect(await run.result()).toEqual([{ cents: 1 }])
  })
})

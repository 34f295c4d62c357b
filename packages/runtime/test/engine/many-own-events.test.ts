import { encodeValue } from "@statewright/model"
import { openSqliteStore } from "@statewright/store"
import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualTime } from "./virtual-time.ts"
import { waiting } from "./waiting-programs.ts"

/** A real store that counts the rows of inboxes that are read. */
const readsCounted = () => {
  const reads = { rows: 0 }
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    const counted = <Row>(rows: readonly Row[]): readonly Row[] => {
      reads.rows += rows.length
      return rows
    }
    return {
      ...store,
      inbox: async (runId) => counted(await store.inbox(runId)),
      eventsFor: async (page) => counted(await store.eventsFor(page)),
    }
  }
  return { services: Context.make(OpenStore, open), reads }
}

describe("events to one run", () => {
  it("N.4 that came before it waits cost it each the same, however many there are", async () => {
    const count = 600
    const database = await newDatabase()
    const store = await openSqliteStore({ path: database })
    const input = encodeValue({ count, least: 0 }, "test")
    await store.insertInbox([
      { runId: "r", id: "start", kind: "start", name: "collect", payload: input, acceptedAt: 0 },
      ...Array.from({ length: count }, (_, cents) => {
        const payload = encodeValue({ cents }, "test")
        return { runId: "r", id: `sent:${cents}`, kind: "event", name: "tick", payload, acceptedAt: 0 } as const
      }),
    ])
    await store.close()
    const { services, reads } = readsCounted()
    await using engine = await createEngineWith(Context.merge(virtualTime().services, services), {
      database,
      workflows: waiting,
    })
    const run = await engine.workflows.collect.start({ count, least: 0 }, { id: "r" })
    expect(await run.result()).toEqual(Array.from({ length: count }, (_, cents) => ({ cents })))
    expect(reads.rows).toBeLessThan(20 * count)
  })

  it("N.6 are refused before anything is stored where there is no such run", async () => {
    await using engine = await createEngineWith(virtualTime().services, {
      database: await newDatabase(),
      workflows: waiting,
    })
    const misfit = { name: "approval", payload: 7, to: "nobody" }
    await expect(engine.events.send(misfit)).rejects.toMatchObject({ _tag: "RunNotFound" })
    expect(await engine.events.list()).toEqual({ events: [] })
  })
})

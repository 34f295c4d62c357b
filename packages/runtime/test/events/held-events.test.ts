import { Context } from "effect"
import type { EventRow, EventsFor, NewWait } from "@statewright/store"
import { openSqliteStore } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { memoReader } from "../../src/boundary/memo-reader.ts"
import { heldEvents } from "../../src/events/held-events.ts"
import { knownSites } from "../../src/events/known-sites.ts"
import { newDatabase } from "../engine/new-database.ts"
import { waiting } from "../engine/waiting-programs.ts"

const wait = { frame: "main", waitId: "tick#1", number: 1, name: "tick", site: "collect@1/tick", key: "[]" }
const tick: NewWait = { ...wait, given: null, onTimeout: null, dueAt: null, after: null, trouble: null }

describe("the events that a run may take", () => {
  it("N.4 are looked for behind those that it has taken, so that a run that has taken many pays for none of them", async () => {
    const store = await openSqliteStore({ path: await newDatabase() })
    const asked: EventsFor[] = []
    const held = heldEvents({
      store: {
        ...store,
        eventsFor: async (page) => {
          asked.push(page)
          return store.eventsFor(page)
        },
      },
      sites: knownSites(waiting),
      newReader: () => memoReader(Context.empty()),
    })
    const answer = await store.lead({ at: 0, tick: 0 })
    const epoch = answer.status === "leader" ? answer.lease.epoch : 0
    const send = async (id: string): Promise<void> => {
      await store.insertInbox([{ runId: "", id, kind: "event", name: "tick", payload: "[1,1]", acceptedAt: 1 }])
    }
    const take = (row: EventRow, rev: number) =>
      store.commit(epoch, [
        {
          runId: "r",
          at: 1,
          run: { kind: "update", expectedRev: rev, state: "s" },
          received: [
            { frame: "main", waitId: `tick#${row.seq}`, seq: row.seq, eventId: "e", name: "tick", acceptedAt: 1 },
          ],
        },
      ])
    const look = async (
      taking: ReadonlySet<number> = new Set(),
      waits: readonly NewWait[] = [tick],
    ): Promise<EventRow[]> => {
      asked.length = 0
      const found: EventRow[] = []
      for await (const row of held.forWaits({ runId: "r", name: "tick", waits, taking, since: 0 })) {
        found.push(row)
      }
      return found
    }
    await store.commit(epoch, [
      { runId: "r", at: 1, run: { kind: "insert", workflow: "collect", version: "1", input: "[1,1]", state: "s" } },
    ])
    for (const id of ["a", "b", "c", "d"]) await send(id)
    const all = await look()
    expect(all.map(({ id }) => id)).toEqual(["a", "b", "c", "d"])

    // Where all waits are fresh, nothing before them is read, and nothing is learned of it.
    const fresh = (await look(new Set([all[2]?.seq ?? 0]), [{ ...tick, after: all[1]?.seq ?? 0 }])).map(({ id }) => id)
    expect([fresh, asked.map(({ after }) => after)]).toEqual([["d"], [all[1]?.seq, all[1]?.seq]])
    expect((await look()).map(({ id }) => id)).toEqual(["a", "b", "c", "d"])
    const beside = await look(new Set(), [{ ...tick, after: all[1]?.seq ?? 0 }, tick])
    expect(beside.map(({ id }) => id)).toEqual(["a", "b", "c", "d"])

    // What it takes in a batch that is not stored counts for as long as its frame is in memory.
    const taking = new Set(all.slice(0, 2).map(({ seq }) => seq))
    expect((await look(taking)).map(({ id }) => id)).toEqual(["c", "d"])
    await look(taking)
    expect(asked.at(-1)).toMatchObject({ after: all[1]?.seq })
    expect((await look()).map(({ id }) => id)).toEqual(["a", "b", "c", "d"])

    for (const [index, row] of all.entries()) await take(row, index + 1)
    expect(await look()).toEqual([])
    expect(await look()).toEqual([])
    expect(asked.at(-1)).toMatchObject({ after: all[3]?.seq })
    await send("e")
    expect((await look()).map(({ id }) => id)).toEqual(["e"])
    held.forget("r")
    await look()
    expect(asked.at(-1)).toMatchObject({ after: 0 })
    await store.close()
  })
})

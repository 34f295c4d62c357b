import { describe, expect, it } from "vitest"
import { broadcast, type EventWrite } from "../port/event-row.ts"
import type { NewInboxRow } from "../port/inbox-row.ts"
import type { NewWait } from "../port/wait-row.ts"
import { ledStore, type StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

const sent = (id: string, runId = broadcast, acceptedAt = 7): NewInboxRow => ({
  runId,
  id: `sent:${id}`,
  kind: "event",
  name: "paid",
  payload: `"${id}"`,
  acceptedAt,
})

const wait = (number: number, more: Partial<NewWait> = {}): NewWait => ({
  frame: body,
  waitId: `paid#${number}`,
  number,
  name: "paid",
  site: "order@1/paid",
  key: "o1",
  given: null,
  onTimeout: null,
  dueAt: null,
  after: null,
  trouble: null,
  ...more,
})

/** Settles events that were sent to all, or says why nobody gets them. */
const settling = (runId: string, ...events: EventWrite[]) => ({
  runId,
  at: 9,
  run: { kind: "none" } as const,
  events,
})

const taking = (seq: number, waitId = "paid#1") => ({
  movedBy: { kind: "event", waitId } as const,
  closeWaits: [{ frame: body, waitId }],
  received: [{ frame: body, waitId, seq, eventId: "e1", name: "paid", acceptedAt: 7, payload: `"e1"` }],
})

/** What events, and waits for them, do in every store. */
export const eventContract = (host: StoreHost): void => {
  describe("events", () => {
    it("F10.2 finds waits by name, place and key, the oldest first, and those of parked runs not", async () => {
      const { store, commit } = await ledStore(host)
      const other = [wait(3, { waitId: "x#3", key: "o2" }), wait(4, { waitId: "y#4", site: "s" })]
      await commit(
        starting("a", { openWaits: [wait(10), wait(2), ...other, wait(5, { waitId: "z#5", key: null })] }),
        starting("b", { openWaits: [wait(1)] }),
        moving("b", 1, {
          run: { kind: "update", expectedRev: 1, state: "s", becomes: { status: "parked", reason: "no" } },
        }),
      )
      expect(await store.waitingRuns({ name: "paid", site: "order@1/paid", key: "o1" })).toEqual(["a"])
      expect(await store.waitsFor({ name: "paid", site: "order@1/paid", key: "o1", runId: "b" })).toEqual([])
      const found = await store.waitsFor({ name: "paid", site: "order@1/paid", key: "o1", runId: "a" })
      expect(found.map(({ runId, waitId }) => [runId, waitId])).toEqual([
        ["a", "paid#2"],
        ["a", "paid#10"],
      ])
      expect((await store.waits("b")).map(({ openedAt }) => openedAt)).toEqual([1000])
      expect((await store.waits("a")).map(({ number }) => number)).toEqual([2, 3, 4, 5, 10])
    })

    it("F10.6 W.1 knows the last event that was accepted, and after which a wait takes any", async () => {
      const { store, commit } = await ledStore(host)
      expect(await store.lastAccepted()).toBe(0)
      await store.insertInbox([sent("e1"), sent("e2", "a")])
      const after = await store.lastAccepted()
      expect((await store.eventById("a", "sent:e2"))?.seq).toBe(after)
      await commit(starting("a", { openWaits: [wait(1, { after }), wait(2)] }))
      expect((await store.waits("a")).map((each) => each.after)).toEqual([after, null])
      const found = await store.waitsFor({ name: "paid", site: "order@1/paid", key: "o1", runId: "a" })
      expect(found.map((each) => each.after)).toEqual([after, null])
    })

    it("F10.5 lets a run take an event once", async () => {
      const { store, commit } = await ledStore(host)
      const [answer] = await store.insertInbox([sent("e1")])
      const seq = answer?.status === "accepted" ? answer.seq : 0
      await commit(starting("a", { openWaits: [wait(1), wait(2)] }))
      expect(await commit(moving("a", 1, taking(seq)))).toMatchObject([{ status: "committed" }])
      expect(await commit(moving("a", 2, taking(seq, "paid#2")))).toMatchObject([{ status: "duplicate" }])
      expect(await store.waits("a")).toMatchObject([{ waitId: "paid#2" }])
      expect(await store.hasReceived("a", seq)).toBe(true)
      expect([await store.lastReceived("a"), await store.lastReceived("b")]).toEqual([seq, 0])
      expect(await store.hasReceived("b", seq)).toBe(false)
      expect(await store.received("a")).toEqual([
        {
          runId: "a",
          seq,
          frame: body,
          waitId: "paid#1",
          eventId: "e1",
          name: "paid",
          payload: `"e1"`,
          acceptedAt: 7,
          receivedAt: 3000,
        },
      ])
    })

    it("F10.6 gives a run what it may take, in the order of acceptance: not what it took, what is old, what was refused", async () => {
      const { store, commit } = await ledStore(host)
      await store.insertInbox([
        sent("old", broadcast, 1),
        sent("all"),
        sent("to a", "a"),
        sent("to b", "b"),
        { ...sent("other"), name: "billed" },
        { ...sent("wrong"), refusal: "misfit" },
        sent("taken"),
        sent("waits", broadcast, 1),
      ])
      const { events } = await store.events({ limit: 9 })
      const seqOf = (id: string) => events.find((event) => event.id === `sent:${id}`)?.seq ?? 0
      const looked = ["old", "all", "taken"].map((id) => ({ kind: "looked" as const, seq: seqOf(id), reached: 0 }))
      await commit(settling(broadcast, ...looked), starting("a", { ...taking(seqOf("taken")) }))
      const idsFor = async (runId: string, after = 0) =>
        (await store.eventsFor({ runId, name: "paid", since: 7, after, limit: 9 })).map(({ id }) => id.slice(5))
      expect(await idsFor("a")).toEqual(["all", "to a", "waits"])
      expect(await idsFor("b")).toEqual(["all", "to b", "taken", "waits"])
      expect(await idsFor("b", seqOf("to b"))).toEqual(["taken", "waits"])
      const own = await store.eventsFor({ runId: "a", name: "paid", since: 7, limit: 9, toAll: false })
      expect(own.map(({ id }) => id)).toEqual(["sent:to a"])
      const others = await store.eventsFor({ runId: "a", name: "paid", since: 7, limit: 9, toAll: true })
      expect(others.map(({ id }) => id)).toEqual(["sent:all", "sent:waits"])
      const page = await store.broadcasts({ name: "paid", since: 7, after: seqOf("all"), limit: 9 })
      expect(page.map(({ id }) => id)).toEqual(["sent:taken", "sent:waits"])
    })

    it("SEMANTICS 25 settles one to all once a leader has looked, and leaves one to a run in its inbox", async () => {
      const { store, commit } = await ledStore(host)
      await store.insertInbox([sent("all"), sent("one", "a"), sent("wrong")])
      const [all, one, wrong] = await store.pendingInbox({ limit: 9 })
      await commit(
        starting("a"),
        settling(broadcast, { kind: "reached", seq: all?.seq ?? 0 }),
        settling("a", { kind: "looked", seq: one?.seq ?? 0, reached: 0 }),
        settling(broadcast, { kind: "refuse", seq: wrong?.seq ?? 0, id: wrong?.id ?? "", refusal: "misfit" }),
      )
      expect(await store.event(all?.seq ?? 0)).toMatchObject({ settled: false, reached: 1 })
      await commit(settling(broadcast, { kind: "looked", seq: all?.seq ?? 0, reached: 2 }))
      expect(await store.eventById(broadcast, "sent:all")).toMatchObject({ settled: true, reached: 3, refusal: null })
      expect(await store.eventById("a", "sent:one")).toMatchObject({ settled: false, reached: 0 })
      expect(await store.event(wrong?.seq ?? 0)).toMatchObject({ settled: true, refusal: "misfit" })
      expect(await store.eventById("a", "sent:all")).toBeUndefined()

      // It ends without taking it; what nobody has looked at stays for whoever sent it to be told.
      await store.insertInbox([sent("late", "a")])
      await commit(
        moving("a", 1, {
          run: { kind: "update", expectedRev: 1, state: null, becomes: { status: "completed", output: "1" } },
        }),
      )
      expect(await store.eventById("a", "sent:one")).toMatchObject({ settled: true, reached: 0 })
      expect(await store.pendingInbox({ limit: 9 })).toMatchObject([{ id: "sent:late" }])

      // It was looked at while the end was not stored yet, and goes with it all the same.
      const [late] = await store.pendingInbox({ limit: 9 })
      await commit(settling("a", { kind: "looked", seq: late?.seq ?? 0, reached: 0 }))
      expect(await store.eventById("a", "sent:late")).toMatchObject({ settled: true, reached: 0, refusal: null })
      expect(await store.pendingInbox({ limit: 9 })).toEqual([])
    })

    it("SEMANTICS 25 stores with an event all that it moves, or leaves it to be looked at again", async () => {
      const { store, commit } = await ledStore(host)
      await store.insertInbox([sent("e1")])
      const seq = (await store.pendingInbox({ limit: 1 }))[0]?.seq ?? 0
      const settled = { ...settling(broadcast, { kind: "looked", seq, reached: 2 }), needs: 2 }
      await commit(starting("a", { openWaits: [wait(1)] }))
      expect(await commit(moving("a", 1, taking(seq)), moving("b", 1, taking(seq)), settled)).toMatchObject([
        { status: "committed" },
        { status: "stale-rev" },
        { status: "held" },
      ])
      expect(await store.event(seq)).toMatchObject({ settled: false, reached: null })
    })

    it("N.2 closes the waits of a run with its end, and with its being forgotten what it took", async () => {
      const { store, commit, epoch } = await ledStore(host)
      await store.insertInbox([sent("e1")])
      const ended = { kind: "update", expectedRev: 1, state: null, becomes: { status: "failed", error: "1" } } as const
      await commit(starting("a", { openWaits: [wait(1), wait(2)] }), moving("a", 1, { ...taking(1), run: ended }))
      expect(await store.waits("a")).toEqual([])
      expect(await store.received("a")).toHaveLength(1)
      await store.forgetEnded(epoch, { status: "failed", endedBefore: 9999, limit: 9 })
      expect(await store.received("a")).toEqual([])
    })

    it("N.4 forgets settled events to all after a time, and no others", async () => {
      const { store, commit, epoch } = await ledStore(host)
      await store.insertInbox([
        sent("a", broadcast, 1),
        sent("b", broadcast, 2),
        sent("c", broadcast, 3),
        sent("to", "r", 1),
      ])
      await store.insertInbox([{ ...sent("wrong", broadcast, 1), refusal: "misfit" }, sent("new", broadcast, 9)])
      for (const { seq } of await store.pendingInbox({ limit: 2 })) {
        await commit(settling(broadcast, { kind: "looked", seq, reached: 0 }))
      }
      expect(await store.forgetEvents(epoch, { acceptedBefore: 5, limit: 2 })).toBe(2)
      expect(await store.forgetEvents(epoch, { acceptedBefore: 5, limit: 2 })).toBe(1)
      const { events } = await store.events({ limit: 9 })
      expect(events.map(({ id }) => id)).toEqual(["sent:new", "sent:to", "sent:c"])
      await expect(store.forgetEvents(epoch - 1, { acceptedBefore: 5, limit: 2 })).rejects.toMatchObject({
        _tag: "StaleEpoch",
      })
    })

    it("F10.1 lists the newest first, by name and by run, page by page", async () => {
      const { store } = await ledStore(host)
      await store.insertInbox([sent("1"), sent("2", "a"), { ...sent("3"), name: "billed" }, sent("4")])
      await store.insertInbox([{ runId: "a", id: "start", kind: "start", name: "order", acceptedAt: 1 }])
      const first = await store.events({ limit: 2 })
      expect(first.events.map(({ id }) => id)).toEqual(["sent:4", "sent:3"])
      const second = await store.events({ limit: 2, ...(first.next !== undefined && { cursor: first.next }) })
      expect(second).toMatchObject({ events: [{ id: "sent:2" }, { id: "sent:1" }] })
      expect(second.next).toBeUndefined()
      expect((await store.events({ limit: 9, name: "billed" })).events).toMatchObject([{ id: "sent:3" }])
      expect((await store.events({ limit: 9, to: "a" })).events).toMatchObject([{ id: "sent:2" }])
    })
  })
}

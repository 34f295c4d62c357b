import { describe, expect, it } from "vitest"
import type { NewInboxRow } from "../port/inbox-row.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { charged, moving, starting } from "./transitions.ts"

const event = (id: string, runId = "a"): NewInboxRow => ({
  runId,
  id,
  kind: "event",
  name: "approval",
  payload: `"${id}"`,
  acceptedAt: 7,
})

/** What inboxes do in every store. */
export const inboxContract = (host: StoreHost): void => {
  describe("inbox", () => {
    it("N.2 keeps what any process puts in until the leader takes it", async () => {
      const { store, commit, another } = await ledStore(host)
      const client = await another()
      const [answer] = await client.insertInbox([
        { runId: "a", id: "start", kind: "start", name: "order", payload: "1", acceptedAt: 7 },
      ])
      const [row] = await store.pendingInbox({ limit: 9 })
      expect(row).toEqual({
        seq: row?.seq,
        runId: "a",
        id: "start",
        kind: "start",
        name: "order",
        payload: "1",
        options: null,
        acceptedAt: 7,
        processedRev: null,
        reached: null,
        processedAt: null,
      })
      expect(answer).toEqual({ status: "accepted", seq: row?.seq })

      const start = starting("a", { takes: [row?.seq ?? 0] })
      expect(await commit(start)).toMatchObject([{ status: "committed" }])
      expect(await commit(start)).toEqual([{ status: "duplicate", inboxId: "start" }])
      expect(await store.pendingInbox({ limit: 9 })).toEqual([])
      expect(await store.inbox("a")).toMatchObject([{ processedRev: 1 }])
    })

    it("A.8 SEMANTICS 9 keeps the time and the seed of each transition, and which of them took a row", async () => {
      const { store, commit } = await ledStore(host)
      await store.insertInbox([event("e1"), event("e2", "nobody")])
      const [first, second] = await store.pendingInbox({ limit: 9 })
      await commit(
        starting("a", { seed: "seed of the start" }),
        charged("a", { seed: "seed of the charge" }),
        moving("a", 2, { seed: "seed of the event", takes: [first?.seq ?? 0] }),
        { runId: "nobody", at: 9, run: { kind: "none" }, takes: [second?.seq ?? 0] },
      )
      const rows = [...(await store.inbox("a")), ...(await store.inbox("nobody"))]
      expect(
        rows.map(({ id, acceptedAt, processedRev, processedAt }) => [id, acceptedAt, processedRev, processedAt]),
      ).toEqual([
        ["e1", 7, 3, 3000],
        ["e2", 7, 0, 9],
      ])
      expect(await store.transitions("a")).toEqual([
        { rev: 1, at: 1000, movedBy: { kind: "start" }, seed: "seed of the start", branches: null },
        { rev: 2, at: 2000, movedBy: { kind: "step", waitId: "charge#1" }, seed: "seed of the charge", branches: null },
        { rev: 3, at: 3000, movedBy: null, seed: "seed of the event", branches: null },
      ])
      expect(await store.transitions("nobody")).toEqual([])
    })

    it("F02.5 keeps the branches of a transition, and nothing of one that is not stored", async () => {
      const { store, commit } = await ledStore(host)
      await store.insertInbox([event("e1"), event("e2")])
      const [first, second] = await store.pendingInbox({ limit: 9 })
      const taken = moving("a", 2, {
        branches: "of two events",
        takes: [first?.seq ?? 0, second?.seq ?? 0],
      })
      await commit(starting("a", { branches: "of the start" }), charged("a"), taken)
      expect(await commit(taken, moving("a", 2, { branches: "stale" }), starting("b"))).toMatchObject([
        { status: "duplicate" },
        { status: "held" },
        { status: "committed" },
      ])
      expect((await store.transitions("a")).map(({ branches }) => branches)).toEqual([
        "of the start",
        null,
        "of two events",
      ])
      expect((await store.transitions("b")).map(({ branches }) => branches)).toEqual([null])
    })

    it("N.2 tells a duplicate, and shows the row that was first", async () => {
      const { store } = await ledStore(host)
      const answers = await store.insertInbox([event("e1"), { ...event("e1"), payload: "other" }, event("e1", "b")])
      expect(answers).toMatchObject([
        { status: "accepted" },
        { status: "duplicate", existing: { payload: `"e1"`, name: "approval" } },
        { status: "accepted" },
      ])
    })

    it("N.2 takes one start of a run, whoever was first: the leader itself, or another process", async () => {
      const { store, commit } = await ledStore(host)
      const start = (runId: string): NewInboxRow => ({ ...event("start", runId), kind: "start" })
      await commit(starting("a"))
      expect(await store.insertInbox([start("a"), start("b")])).toMatchObject([
        { status: "begun" },
        { status: "accepted" },
      ])
      expect(await commit(starting("b"))).toEqual([{ status: "duplicate", inboxId: "start" }])
      const [row] = await store.pendingInbox({ limit: 9 })
      expect(await commit(starting("b", { takes: [row?.seq ?? 0] }))).toMatchObject([{ status: "committed" }])
      expect(await store.insertInbox([start("b")])).toMatchObject([
        { status: "duplicate", existing: { processedRev: 1 } },
      ])
    })

    it("gives rows in the order of acceptance, from where one left off", async () => {
      const { store } = await ledStore(host)
      await store.insertInbox([event("e1"), event("e2", "b"), event("e3")])
      const first = await store.pendingInbox({ limit: 2 })
      expect(first.map(({ id }) => id)).toEqual(["e1", "e2"])
      expect((await store.pendingInbox({ limit: 2, after: first[1]?.seq ?? 0 })).map(({ id }) => id)).toEqual(["e3"])
    })

    it("gives those that ask to cancel a run by themselves, too", async () => {
      const { store, commit } = await ledStore(host)
      const cancel = (id: string) => ({ ...event(id), kind: "cancel" as const })
      await store.insertInbox([event("e1"), cancel("c1"), event("e2"), cancel("c2"), cancel("c3")])
      const first = await store.pendingCancels({ limit: 2 })
      expect(first.map(({ id }) => id)).toEqual(["c1", "c2"])
      const after = first[1]?.seq ?? 0
      expect((await store.pendingCancels({ limit: 2, after })).map(({ id }) => id)).toEqual(["c3"])
      const takes = first.map(({ seq }) => seq)
      await commit({ runId: "r", at: 1, run: { kind: "none" }, takes })
      expect((await store.pendingCancels({ limit: 2 })).map(({ id }) => id)).toEqual(["c3"])
    })

    it("settles a row that no run can use", async () => {
      const { store, commit } = await ledStore(host)
      const [answer] = await store.insertInbox([event("e1", "nobody")])
      if (answer?.status !== "accepted") throw new Error("must be accepted")
      const settle = {
        runId: "nobody",
        at: 9,
        run: { kind: "none" },
        takes: [answer.seq],
      } as const
      expect(await commit(settle)).toEqual([{ status: "committed", rev: 0 }])
      expect(await store.pendingInbox({ limit: 9 })).toEqual([])
      expect(await store.inbox("nobody")).toMatchObject([{ processedRev: 0 }])
    })

    it("N.7 bounds what waits in one inbox", async () => {
      const { store, commit } = await ledStore(host, { inboxBound: 2 })
      await commit(starting("a"))
      const answers = await store.insertInbox([event("e1"), event("e2"), event("e3"), event("e1"), event("e1", "b")])
      expect(answers.map(({ status }) => status)).toEqual(["accepted", "accepted", "full", "duplicate", "accepted"])
      expect(answers[2]).toEqual({ status: "full", bound: 2 })
      const [first] = await store.pendingInbox({ limit: 1 })
      await commit(moving("a", 1, { takes: [first?.seq ?? 0] }))
      expect(await store.insertInbox([event("e3")])).toMatchObject([{ status: "accepted" }])
      expect(await store.counts()).toMatchObject({ pendingInbox: 3 })
    })

    it("notices that another process has written, once", async () => {
      const { store, another } = await ledStore(host)
      const client = await another()
      await store.changed()
      expect(await store.changed()).toBe(false)
      await client.insertInbox([event("e1")])
      expect(await store.changed()).toBe(true)
      expect(await store.changed()).toBe(false)
    })
  })
}

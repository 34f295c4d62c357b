import { describe, expect, it } from "vitest"
import type { NewInboxRow } from "../port/inbox-row.ts"
import type { NewLink } from "../port/link-row.ts"
import type { RunBecomes, Transition } from "../port/transition.ts"
import { type LedStore, ledStore, type StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

const start = (runId: string): NewInboxRow => ({
  runId,
  id: "start",
  kind: "start",
  name: "bill",
  payload: `"input of ${runId}"`,
  acceptedAt: 7,
})

const link = (runId: string, more: Partial<NewLink> = {}): NewLink => ({
  runId,
  kind: "child",
  parentWait: `${runId}#1`,
  rootId: "a",
  depth: 1,
  ...more,
})

const begetting = (parent: string, children: readonly string[], more: Partial<Transition> = {}): Transition =>
  starting(parent, { sends: children.map(start), links: children.map((id) => link(id)), ...more })

/** A run begins whose start another one has sent. */
const begun = async ({ store, commit }: LedStore, runId: string, more: Partial<Transition> = {}): Promise<void> => {
  const row = await store.inboxRow(runId, "start")
  await commit(starting(runId, { ...more, takes: [row?.seq ?? 0] }))
}

const ending = (runId: string, expectedRev: number, becomes: RunBecomes): Transition =>
  moving(runId, expectedRev, { run: { kind: "update", expectedRev, state: null, becomes } })

const completed = { status: "completed", output: "1" } as const

/** How runs come from runs, in every store. */
export const linkContract = (host: StoreHost): void => {
  describe("links", () => {
    it("F08.1 F09.8 puts the start of another run into its inbox in the transaction that asks for it", async () => {
      const { store, commit } = await ledStore(host)
      const [answer] = await commit(begetting("a", ["b", "c"]))
      const pending = await store.pendingInbox({ limit: 9 })
      expect(pending.map(({ runId, id, payload }) => [runId, id, payload])).toEqual([
        ["b", "start", `"input of b"`],
        ["c", "start", `"input of c"`],
      ])
      expect(answer).toEqual({ status: "committed", rev: 1, sent: pending })
      expect(await store.link("b")).toEqual({
        runId: "b",
        kind: "child",
        parentId: "a",
        parentAt: 1000,
        parentWait: "b#1",
        rootId: "a",
        rootAt: 1000,
        depth: 1,
        entry: null,
        refusal: null,
        at: 1000,
        ended: false,
      })
      expect(await store.link("a")).toBeUndefined()
    })

    it("F08.1 starts no run whose id is taken, and then stores nothing of the transition", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("b"))
      await store.insertInbox([start("c")])
      for (const taken of ["b", "c"]) {
        expect(await commit(begetting("a", ["d", taken]), starting("e"))).toEqual([
          { status: "taken", runId: taken },
          taken === "b" ? { status: "committed", rev: 1 } : { status: "stale-rev", rev: 1 },
        ])
        expect(await store.run("a")).toBeUndefined()
        expect(await store.link("d")).toBeUndefined()
        expect(await store.inbox("d")).toEqual([])
      }
    })

    it("N.2 ignores what was sent before", async () => {
      const { store, commit } = await ledStore(host)
      const told: NewInboxRow = { runId: "b", id: "child a", kind: "child", name: "a", payload: "1", acceptedAt: 7 }
      expect(await commit(starting("a", { sends: [told] }))).toMatchObject([{ sent: [{ id: "child a" }] }])
      expect(await commit(moving("a", 1, { sends: [told] }))).toEqual([{ status: "committed", rev: 2 }])
      expect(await store.inbox("b")).toHaveLength(1)
    })

    it("N.1 leaves nothing in other inboxes where one of the batch is refused", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      expect(await commit(moving("a", 4, { sends: [start("x")] }), begetting("b", ["c"]))).toMatchObject([
        { status: "stale-rev" },
        { status: "committed", sent: [{ runId: "c" }] },
      ])
      expect((await store.pendingInbox({ limit: 9 })).map(({ runId }) => runId)).toEqual(["c"])
    })

    it("SEMANTICS 19 takes the ends of children however full an inbox is, and counts none of them", async () => {
      const { store, commit, another } = await ledStore(host)
      const client = await another({ inboxBound: 1 })
      const told = (child: string): NewInboxRow => ({ ...start("a"), id: `child ${child}`, kind: "child", name: child })
      await commit(starting("a"), starting("b", { sends: [told("b"), told("c")] }))
      expect(await client.insertInbox([{ ...start("a"), id: "e1", kind: "event" }])).toMatchObject([
        { status: "accepted" },
      ])
      expect(await client.insertInbox([{ ...start("a"), id: "e2", kind: "event" }])).toEqual([
        { status: "full", bound: 1 },
      ])
      expect(await store.inbox("a")).toHaveLength(3)
    })

    it("F08.4 tells each child that its parent has ended, whether it has begun or not, and no other run", async () => {
      const led = await ledStore(host)
      const { store, commit } = led
      const others = [link("d", { kind: "detached" }), link("e", { kind: "chain" })]
      await commit(begetting("a", ["b", "c", "f"], { links: [...["b", "c", "f"].map((id) => link(id)), ...others] }))
      await begun(led, "b")
      await begun(led, "f")
      await commit(ending("f", 1, completed))
      expect(await store.link("f")).toMatchObject({ ended: true })
      const [answer] = await commit(ending("a", 1, completed))
      const cancels = (await store.pendingInbox({ limit: 9 })).filter(({ kind }) => kind === "cancel")
      expect(cancels.map(({ runId, id, payload }) => [runId, id, payload])).toEqual([
        ["b", "cancel by parent", null],
        ["c", "cancel by parent", null],
      ])
      expect(answer).toEqual({ status: "committed", rev: 2, sent: cancels })
    })

    it("F08.4 tells only the children of a wait that was given up, and each of them once", async () => {
      const { store, commit } = await ledStore(host)
      await commit(begetting("a", ["b", "c"]))
      const wait = { frame: body, waitId: "b#1" }
      expect(await commit(moving("a", 1, { cutChildren: [wait, { frame: body, waitId: "x#9" }] }))).toMatchObject([
        { sent: [{ runId: "b", kind: "cancel" }] },
      ])
      expect(await commit(moving("a", 2, { cutChildren: [wait] }))).toEqual([{ status: "committed", rev: 3 }])
      expect(await commit(ending("a", 3, completed))).toMatchObject([{ sent: [{ runId: "c" }] }])
      expect(await store.inbox("b")).toHaveLength(2)
    })

    it("W.2 leaves a child alone that was detached", async () => {
      const { store, commit } = await ledStore(host)
      await commit(begetting("a", ["b", "c"]))
      await commit(moving("a", 1, { detaches: [{ frame: body, waitId: "b#1" }] }))
      expect(await commit(ending("a", 2, completed))).toMatchObject([{ sent: [{ runId: "c" }] }])
      expect(await store.link("b")).toMatchObject({ kind: "detached", parentId: "a" })
    })

    it("F08.5 lists what came from a run, and all that came from a root, a page at a time", async () => {
      const led = await ledStore(host)
      const { store, commit } = led
      await commit(begetting("a", ["c", "b"]))
      await begun(led, "b", { at: 2000, links: [link("d", { depth: 2 })] })
      const names = async (rows: Promise<readonly { readonly runId: string }[]>) =>
        (await rows).map(({ runId }) => runId)
      expect(await names(store.linksOf("a", { limit: 9 }))).toEqual(["b", "c"])
      expect(await names(store.linksOf("b", { limit: 9 }))).toEqual(["d"])
      expect(await names(store.tree("a", { limit: 2 }))).toEqual(["b", "c"])
      expect(await names(store.tree("a", { limit: 2, after: { at: 1000, runId: "c" } }))).toEqual(["d"])
      await begun(led, "c")
      await commit(starting("d", { at: 3000 }))
      const listed = async (filter: {
        readonly parent?: string
        readonly root?: string
        readonly status?: "running"
      }) => (await store.runs({ limit: 9, ...filter })).runs.map(({ id }) => id)
      expect(await listed({ root: "a" })).toEqual(["d", "b", "c"])
      expect(await listed({ parent: "b", status: "running" })).toEqual(["d"])
      expect(await store.childAt("a", "b#1")).toMatchObject({ runId: "b" })
      expect(await store.childAt("a", "d#1")).toBeUndefined()
    })

    it("F08.6 F08.7 knows the workflows of the runs that wait for a run, the nearest first", async () => {
      const { store, commit } = await ledStore(host)
      const of = (workflow: string) => ({ kind: "insert", workflow, version: "1", input: "1", state: "s" }) as const
      await commit(
        starting("a", { run: of("top"), links: [link("b"), link("x", { kind: "detached" })] }),
        starting("b", { run: of("middle"), links: [link("c")] }),
        starting("x", { run: of("apart"), links: [link("y")] }),
      )
      expect(await store.ancestors("c")).toEqual(["middle", "top"])
      expect(await store.ancestors("y")).toEqual(["apart"])
      expect(await store.ancestors("a")).toEqual([])
    })

    it("F09.7 keeps why a run was not started", async () => {
      const { store, epoch, commit } = await ledStore(host)
      await commit(starting("a", { links: [link("b", { kind: "chain", refusal: "too long" })] }))
      expect(await store.link("b")).toMatchObject({ refusal: "too long", ended: true })
      await commit(ending("a", 1, completed))
      await store.forgetEnded(epoch, { status: "completed", endedBefore: 9999, limit: 9 })
      expect(await store.link("b")).toBeUndefined()
    })

    it("N.4 F08.4 keeps a run until its children have ended and it has heard of that, and not for those that left it", async () => {
      const led = await ledStore(host)
      const { store, epoch, commit } = led
      const forget = async () => store.forgetEnded(epoch, { status: "completed", endedBefore: 9999, limit: 9 })
      await commit(starting("a", { links: [link("b"), link("c", { kind: "detached" }), link("d", { kind: "chain" })] }))
      await commit(starting("b"))
      await commit(ending("a", 1, completed))
      expect(await forget()).toBe(0)
      const heard: NewInboxRow = { runId: "a", id: "child b", kind: "child", name: "b", payload: "1", acceptedAt: 7 }
      await commit({ ...ending("b", 1, { status: "failed", error: "1" }), sends: [heard] })
      expect(await forget()).toBe(0)
      const row = await store.inboxRow("a", "child b")
      await commit({ runId: "a", at: 8, run: { kind: "none" }, takes: [row?.seq ?? 0] })
      expect(await forget()).toBe(1)
      expect(await store.run("a")).toBeUndefined()
    })

    it("N.4 forgets the link of a run with the run", async () => {
      const led = await ledStore(host)
      const { store, epoch, commit } = led
      await commit(begetting("a", ["b"]))
      await begun(led, "b")
      await commit(ending("b", 1, completed))
      await store.forgetEnded(epoch, { status: "completed", endedBefore: 9999, limit: 9 })
      expect(await store.link("b")).toBeUndefined()
      expect(await store.run("a")).toBeDefined()
    })
  })
}

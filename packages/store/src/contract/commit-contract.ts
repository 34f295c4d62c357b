import { describe, expect, it } from "vitest"
import type { RunBecomes, TransitionResult } from "../port/transition.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, charged, moving, starting } from "./transitions.ts"

const statuses = (results: readonly TransitionResult[]): string[] => results.map(({ status }) => status)

/** What a batch of transitions does in every store. */
export const commitContract = (host: StoreHost): void => {
  describe("commit", () => {
    it("N.1 stores a start with everything that follows from it", async () => {
      const { store, commit } = await ledStore(host)
      expect(await commit(starting("a"))).toEqual([{ status: "committed", rev: 1 }])
      expect(await store.run("a")).toEqual({
        id: "a",
        workflow: "order",
        version: "v1",
        status: "running",
        rev: 1,
        state: "main.charge",
        createdAt: 1000,
        updatedAt: 1000,
        endedAt: null,
        parkedReason: null,
        tenant: "",
        retries: 0,
        replays: null,
        contracts: null,
        input: `"input of a"`,
        output: null,
        error: null,
      })
      expect(await store.frame("a")).toEqual({ runId: "a", snapshot: "base 1", deltas: [] })
      expect(await store.transitions("a")).toMatchObject([{ rev: 1, at: 1000, movedBy: { kind: "start" } }])
      expect(await store.openSteps("a")).toMatchObject([{ waitId: "charge#1", attempt: 1, token: "token 1" }])
    })

    it("N.1 stores a result, its transition and the next step in one", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      expect(await commit(charged("a"))).toEqual([{ status: "committed", rev: 2 }])
      expect(await store.run("a")).toMatchObject({ rev: 2, state: "main.pack", updatedAt: 2000, createdAt: 1000 })
      expect(await store.step("a", { frame: body, waitId: "charge#1" })).toMatchObject({
        status: "completed",
        output: `"receipt"`,
        token: null,
        endedAt: 2000,
      })
      expect(await store.openSteps("a")).toMatchObject([{ waitId: "pack#2" }])
      expect(await store.transitions("a")).toMatchObject([
        { rev: 1 },
        { rev: 2, at: 2000, movedBy: { kind: "step", waitId: "charge#1" } },
      ])
    })

    it("N.2 takes the same completion once, however often it comes", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      const results = await commit(charged("a"), charged("a"))
      expect(results).toEqual([
        { status: "committed", rev: 2 },
        { status: "stale-rev", rev: 2 },
      ])
      expect(statuses(await commit(charged("a")))).toEqual(["stale-rev"])
      const again = charged("a", { run: { kind: "update", expectedRev: 2, state: "main.pack" } })
      expect(await commit(again)).toEqual([{ status: "fenced", frame: body, waitId: "charge#1" }])
      expect((await store.run("a"))?.rev).toBe(2)
      expect(await store.transitions("a")).toHaveLength(2)
    })

    it("N.5 refuses a transition from a rev that has passed, and says where the run stands", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"), moving("a", 1), moving("a", 2))
      expect(await commit(moving("a", 1, { frame: { kind: "base", snapshot: "old" } }))).toEqual([
        { status: "stale-rev", rev: 3 },
      ])
      expect(await commit(moving("nobody", 1))).toEqual([{ status: "stale-rev", rev: null }])
      expect((await store.frame("a"))?.snapshot).toBe("base 1")
    })

    it("answers a second start of one id without touching the run", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      expect(await commit(starting("a", { at: 9 }))).toEqual([{ status: "stale-rev", rev: 1 }])
      expect((await store.run("a"))?.createdAt).toBe(1000)
    })

    it("N.1 leaves one run's failure behind and commits the others", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"), starting("b"))
      const results = await commit(
        charged("a"),
        charged("b", { steps: [{ kind: "complete", frame: body, waitId: "charge#1", token: "stolen", output: "1" }] }),
        moving("c", 1),
        starting("d", {
          attempts: [{ frame: body, waitId: "no such step", attempt: 1, startedAt: 1, endedAt: 2, error: "e" }],
        }),
        starting("e"),
      )
      expect(statuses(results)).toEqual(["committed", "fenced", "stale-rev", "refused", "committed"])
      expect((await store.runs({ limit: 9 })).runs.map(({ id, rev }) => `${id} ${rev}`).toSorted()).toEqual([
        "a 2",
        "b 1",
        "e 1",
      ])
      // Nothing of those is left behind: they can come again.
      expect(await store.transitions("b")).toHaveLength(1)
      expect(await store.transitions("d")).toEqual([])
      expect((await store.frame("b"))?.snapshot).toBe("base 1")
    })

    it("N.5 fails as a whole, with nothing written, once another one leads", async () => {
      const { store, epoch } = await ledStore(host)
      await expect(store.commit(epoch - 1, [starting("a")])).rejects.toMatchObject({
        _tag: "StaleEpoch",
        mine: epoch - 1,
        present: epoch,
      })
      await expect(store.commit(epoch + 1, [starting("a")])).rejects.toMatchObject({ _tag: "StaleEpoch" })
      expect(await store.run("a")).toBeUndefined()
      expect(await store.transitions("a")).toEqual([])
    })

    it("N.1 holds what was computed from a move of the same run that is not stored", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"), starting("b"))
      const ended = { status: "cancelled", error: "why" } as const
      const results = await commit(
        moving("a", 1, { run: { kind: "update", expectedRev: 1, state: null, becomes: ended } }),
        // Both were moved in memory, where nobody knew of the end: the rev of the second fits by chance.
        moving("a", 1),
        moving("a", 2),
        moving("b", 1),
      )
      expect(statuses(results)).toEqual(["committed", "stale-rev", "held", "committed"])
      expect(await store.run("a")).toMatchObject({ status: "cancelled", rev: 2 })
    })

    it("N.1 moves no run that has ended, and none that rests unless it is told to go on", async () => {
      const { store, commit } = await ledStore(host)
      const change = (runId: string, expectedRev: number, becomes: RunBecomes) =>
        moving(runId, expectedRev, { run: { kind: "update", expectedRev, state: null, becomes } })
      await commit(starting("a"), starting("b"))
      await commit(
        change("a", 1, { status: "failed", error: "why" }),
        change("b", 1, { status: "parked", reason: "why" }),
      )
      const refused = [moving("a", 2), moving("b", 2), change("a", 2, { status: "running" })]
      for (const each of refused) expect(await commit(each)).toEqual([{ status: "stale-rev", rev: 2 }])
      const check = { runId: "b", at: 5, run: { kind: "check", expectedRev: 2 } } as const
      expect(await commit(check)).toEqual([{ status: "stale-rev", rev: 2 }])
      expect(statuses(await commit(change("b", 2, { status: "running" })))).toEqual(["committed"])
      expect(await store.run("b")).toMatchObject({ status: "running", rev: 3 })
    })

    it("checks a rev without moving it", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      const retry = { kind: "retry", frame: body, waitId: "charge#1", token: "token 1" } as const
      expect(await commit({ runId: "a", at: 5, run: { kind: "check", expectedRev: 2 }, steps: [retry] })).toEqual([
        { status: "stale-rev", rev: 1 },
      ])
      expect(await commit({ runId: "a", at: 5, run: { kind: "check", expectedRev: 1 }, steps: [retry] })).toEqual([
        { status: "committed", rev: 1 },
      ])
      expect(await store.run("a")).toMatchObject({ rev: 1, updatedAt: 1000 })
    })

    it("does nothing for an empty batch", async () => {
      const { commit } = await ledStore(host)
      expect(await commit()).toEqual([])
    })
  })
}

import { describe, expect, it } from "vitest"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

/** What a run and its row do in every store. */
export const runContract = (host: StoreHost): void => {
  describe("runs", () => {
    it("ends a run with its output, and leaves it no open step and no timer", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a", { setTimers: [{ frame: body, waitId: "nap#2", kind: "sleep", dueAt: 5000 }] }))
      await commit(
        moving("a", 1, {
          run: { kind: "update", expectedRev: 1, state: null, becomes: { status: "completed", output: "42" } },
        }),
      )
      expect(await store.run("a")).toMatchObject({
        status: "completed",
        output: "42",
        error: null,
        state: null,
        endedAt: 3000,
        rev: 2,
      })
      expect(await store.steps("a")).toMatchObject([{ status: "cancelled", token: null, endedAt: 3000 }])
      expect(await store.timers("a")).toEqual([])
      expect(await store.counts()).toMatchObject({ openSteps: 0, timers: 0, runs: { completed: 1, running: 0 } })
    })

    it("keeps what a run relies on in its steps, from its start to its end", async () => {
      const { store, commit } = await ledStore(host)
      const run = {
        kind: "insert",
        workflow: "w",
        version: "v",
        input: "1",
        state: "s",
        contracts: `{"charge":"a"}`,
      } as const
      await commit(starting("a", { run }), starting("b"))
      expect(await store.run("a")).toMatchObject({ contracts: `{"charge":"a"}`, input: "1", output: null })
      expect(await store.run("b")).toMatchObject({ contracts: null })
      const becomes = { status: "completed", output: "2" } as const
      await commit(moving("a", 1, { run: { kind: "update", expectedRev: 1, state: null, becomes } }))
      expect(await store.run("a")).toMatchObject({ contracts: `{"charge":"a"}`, output: "2" })
    })

    it("starts and ends a run in one transition", async () => {
      const { store, commit } = await ledStore(host)
      const { startSteps: _, ...short } = starting("a", {
        run: {
          kind: "insert",
          workflow: "w",
          version: "v",
          input: "1",
          state: null,
          becomes: { status: "failed", error: "no" },
        },
      })
      expect(await commit(short)).toEqual([{ status: "committed", rev: 1 }])
      expect(await store.run("a")).toMatchObject({ status: "failed", error: "no", input: "1", endedAt: 1000 })
    })

    it("parks a run with its reason, and lets it go on", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a", { setTimers: [{ frame: body, waitId: "nap#2", kind: "sleep", dueAt: 5000 }] }))
      const park = { status: "parked", reason: "it killed its process three times", error: "E" } as const
      await commit(moving("a", 1, { run: { kind: "update", expectedRev: 1, state: "main.charge", becomes: park } }))
      expect(await store.run("a")).toMatchObject({
        status: "parked",
        parkedReason: park.reason,
        error: "E",
        endedAt: null,
      })
      expect(await store.runsIn("running", { limit: 9 })).toEqual([])
      expect(await store.runsIn("parked", { limit: 9 })).toMatchObject([{ id: "a", parkedReason: park.reason }])
      expect(await store.stepsAtWork()).toEqual([])
      expect(await store.openSteps("a")).toHaveLength(1)
      expect(await store.dueTimers({ at: 9000, limit: 9 })).toEqual([])
      expect(await store.nearestTimer()).toBeUndefined()

      await commit(
        moving("a", 2, {
          run: {
            kind: "update",
            expectedRev: 2,
            state: "main.charge",
            becomes: { status: "running" },
            version: "v2",
          },
        }),
      )
      expect(await store.run("a")).toMatchObject({
        status: "running",
        parkedReason: null,
        error: null,
        version: "v2",
      })
      expect(await store.nearestTimer()).toBe(5000)
    })

    it("keeps what a transition does not speak of", async () => {
      const { store, commit } = await ledStore(host)
      await commit(
        starting("a"),
        moving("a", 1, { run: { kind: "update", expectedRev: 1, state: "s" } }),
        moving("a", 2),
      )
      expect(await store.run("a")).toMatchObject({
        rev: 3,
        version: "v1",
        status: "running",
        input: `"input of a"`,
      })
    })

    it("lists runs, the newest first, page by page", async () => {
      const { store, commit } = await ledStore(host)
      // Two of one moment: the page must not lose or repeat either.
      for (const [id, at] of [
        ["a", 1],
        ["b", 2],
        ["c", 2],
        ["d", 3],
        ["e", 4],
      ] as const) {
        await commit(starting(id, { at }))
      }
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await store.runs({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
        seen.push(page.runs.map(({ id }) => id).join(""))
        cursor = page.next
      } while (cursor !== undefined)
      expect(seen).toEqual(["ed", "cb", "a"])
    })

    it("lists runs by workflow, by status and by the state they rest in", async () => {
      const { store, commit } = await ledStore(host)
      await commit(
        starting("a"),
        starting("b"),
        starting("c", { run: { kind: "insert", workflow: "other", version: "v", input: "1", state: "main.x" } }),
      )
      await commit(
        moving("b", 1, {
          run: { kind: "update", expectedRev: 1, state: null, becomes: { status: "failed", error: "e" } },
        }),
      )
      const ids = async (filter: object) => (await store.runs({ limit: 9, ...filter })).runs.map(({ id }) => id)
      expect(await ids({ workflow: "order" })).toEqual(["b", "a"])
      expect(await ids({ status: "running" })).toEqual(["c", "a"])
      expect(await ids({ status: "failed", workflow: "order" })).toEqual(["b"])
      expect(await ids({ state: "main.x" })).toEqual(["c"])
      expect(await store.runGroups("running")).toEqual([
        { workflow: "order", version: "v1", parkedReason: null },
        { workflow: "other", version: "v", parkedReason: null },
      ])
      expect(await store.runGroups("parked")).toEqual([])
      const [oldest] = await store.runsIn("running", { limit: 1 })
      expect(oldest).toMatchObject({ id: "a" })
      // Of one moment, as the other: the page must not lose or repeat either.
      const rest = await store.runsIn("running", { limit: 9, ...(oldest && { after: oldest }) })
      expect(rest.map(({ id }) => id)).toEqual(["c"])
    })

    it("lists runs by how their ids begin, letter by letter", async () => {
      const { store, commit } = await ledStore(host)
      await commit(...["job-1", "job-12", "Job-1", "job", "jo%-1", "jo\u{10FFFE}"].map((id) => starting(id)))
      const ids = async (idPrefix: string) =>
        (await store.runs({ limit: 9, idPrefix })).runs.map(({ id }) => id).toSorted()
      expect(await ids("job")).toEqual(["job", "job-1", "job-12"])
      expect(await ids("job-12")).toEqual(["job-12"])
      expect(await ids("jo%")).toEqual(["jo%-1"])
      expect(await ids("jo")).toHaveLength(5)
      expect(await ids("job-2")).toEqual([])
    })

    it("knows nothing of a run that does not exist", async () => {
      const { store } = await ledStore(host)
      expect(await store.run("nobody")).toBeUndefined()
      expect(await store.frame("nobody")).toBeUndefined()
      expect(await store.step("nobody", { frame: body, waitId: "x" })).toBeUndefined()
    })
  })
}

import { describe, expect, it } from "vitest"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

/** What deleting old runs does in every store. */
export const forgettingContract = (host: StoreHost): void => {
  describe("forgetting", () => {
    const ending = (runId: string, at: number, status: "completed" | "failed") =>
      moving(runId, 1, {
        at,
        run: {
          kind: "update",
          expectedRev: 1,
          state: null,
          becomes: status === "completed" ? { status, output: "1" } : { status, error: "no" },
        },
      })

    it("N.4 deletes runs that ended before a time, with all that is theirs, and no others", async () => {
      const { store, epoch, commit } = await ledStore(host)
      for (const [id, end] of [
        ["old", 5000],
        ["late", 6000],
        ["failed", 5000],
      ] as const) {
        await commit(starting(id), ending(id, end, id === "failed" ? "failed" : "completed"))
      }
      await commit(starting("at work", { setTimers: [{ frame: body, waitId: "nap#2", kind: "sleep", dueAt: 9000 }] }))

      const forgetting = { status: "completed", endedBefore: 6000, limit: 9 } as const
      expect(await store.forgetEnded(epoch, forgetting)).toBe(1)
      expect(await store.forgetEnded(epoch, forgetting)).toBe(0)
      expect(await store.run("old")).toBeUndefined()
      expect(await store.steps("old")).toEqual([])
      expect(await store.inbox("old")).toEqual([])
      expect(await store.transitions("old")).toEqual([])
      const { runs } = await store.runs({ limit: 9 })
      expect(runs.map(({ id }) => id).toSorted()).toEqual(["at work", "failed", "late"])
      // Its id is free again.
      expect(await commit(starting("old"))).toEqual([{ status: "committed", rev: 1 }])
    })

    it("deletes no more than it is told at once, the oldest first", async () => {
      const { store, epoch, commit } = await ledStore(host)
      for (let n = 0; n < 5; n++) {
        await commit({ ...starting(`r${n}`), at: 1000 + n }, ending(`r${n}`, 2000, "completed"))
      }
      expect(await store.forgetEnded(epoch, { status: "completed", endedBefore: 3000, limit: 2 })).toBe(2)
      const { runs } = await store.runs({ limit: 9 })
      expect(runs.map(({ id }) => id)).toEqual(["r4", "r3", "r2"])
    })

    it("N.5 deletes nothing for who does not lead any more", async () => {
      const { store, epoch, commit } = await ledStore(host)
      await commit(starting("a"), ending("a", 2000, "completed"))
      await expect(
        store.forgetEnded(epoch - 1, { status: "completed", endedBefore: 3000, limit: 2 }),
      ).rejects.toMatchObject({ _tag: "StaleEpoch" })
      expect(await store.run("a")).toMatchObject({ status: "completed" })
    })
  })
}

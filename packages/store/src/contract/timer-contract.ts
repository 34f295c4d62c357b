import { describe, expect, it } from "vitest"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

const nap = { frame: body, waitId: "nap#1", kind: "sleep" } as const

/** What timers do in every store. */
export const timerContract = (host: StoreHost): void => {
  describe("timers", () => {
    it("gives those that are due, the oldest first, and says when the next is", async () => {
      const { store, commit } = await ledStore(host)
      const other = { ...nap, waitId: "nap#2" }
      await commit(
        starting("a", {
          setTimers: [
            { ...nap, dueAt: 300 },
            { ...other, dueAt: 100 },
          ],
        }),
        starting("b", { setTimers: [{ ...nap, dueAt: 200 }] }),
      )
      expect(await store.nearestTimer()).toBe(100)
      expect(await store.dueTimers({ at: 99, limit: 9 })).toEqual([])
      expect(await store.dueTimers({ at: 200, limit: 9 })).toEqual([
        { runId: "a", ...other, dueAt: 100 },
        { runId: "b", ...nap, dueAt: 200 },
      ])
      expect(await store.dueTimers({ at: 999, limit: 1 })).toHaveLength(1)
      expect(await store.timers("a")).toMatchObject([{ dueAt: 100 }, { dueAt: 300 }])
    })

    it("N.2 fires once: the same firing again is stale", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a", { setTimers: [{ ...nap, dueAt: 100 }] }))
      const fire = moving("a", 1, {
        movedBy: { kind: "timer", waitId: "nap#1" },
        clearTimers: [nap],
      })
      expect(await commit(fire, fire)).toMatchObject([{ status: "committed" }, { status: "stale-rev" }])
      expect(await store.nearestTimer()).toBeUndefined()
    })

    it("moves one that is set again, keeps kinds apart, and ignores clearing one that is not set", async () => {
      const { store, commit } = await ledStore(host)
      const retry = { ...nap, kind: "retry" } as const
      await commit(
        starting("a", {
          setTimers: [
            { ...nap, dueAt: 100 },
            { ...retry, dueAt: 50 },
          ],
        }),
        moving("a", 1, { setTimers: [{ ...nap, dueAt: 2 ** 45 }], clearTimers: [retry, { ...nap, waitId: "none" }] }),
      )
      expect(await store.timers("a")).toEqual([{ runId: "a", ...nap, dueAt: 2 ** 45 }])
    })
  })
}

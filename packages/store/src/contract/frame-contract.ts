import { describe, expect, it } from "vitest"
import type { FrameWrite } from "../port/transition.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { moving, starting } from "./transitions.ts"

const delta = (text: string): FrameWrite => ({ kind: "delta", delta: text })

/** What the snapshots of a run's frame do in every store. */
export const frameContract = (host: StoreHost): void => {
  describe("frame", () => {
    it("N.4 adds what changed to the base, in order", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"))
      for (let rev = 1; rev <= 12; rev++) await commit(moving("a", rev, { frame: delta(`+${rev}`) }))
      expect(await store.frame("a")).toEqual({
        runId: "a",
        snapshot: "base 1",
        deltas: Array.from({ length: 12 }, (_, i) => `+${i + 1}`),
      })
    })

    it("drops the deltas when a base is written, and starts anew", async () => {
      const { store, commit } = await ledStore(host)
      await commit(
        starting("a"),
        moving("a", 1, { frame: delta("+1") }),
        moving("a", 2, { frame: { kind: "base", snapshot: "base 3" } }),
        moving("a", 3, { frame: delta("+2") }),
      )
      expect(await store.frame("a")).toEqual({ runId: "a", snapshot: "base 3", deltas: ["+2"] })
    })

    it("leaves it as it is in a transition that does not touch it", async () => {
      const { store, commit } = await ledStore(host)
      await commit(
        starting("a"),
        moving("a", 1),
        moving("a", 2, { frame: delta("+1") }),
        moving("a", 3),
        moving("a", 4, { frame: delta("+2") }),
      )
      expect(await store.frame("a")).toEqual({ runId: "a", snapshot: "base 1", deltas: ["+1", "+2"] })
    })

    it("deletes it with its deltas, and keeps what moved the run", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"), starting("b"), moving("a", 1, { frame: delta("+1") }))
      await commit(moving("a", 2, { frame: { kind: "delete" } }))
      expect(await store.frame("a")).toBeUndefined()
      expect(await store.frame("b")).toMatchObject({ snapshot: "base 1" })
      expect(await store.transitions("a")).toHaveLength(3)
      await commit(moving("a", 3, { frame: { kind: "base", snapshot: "again" } }))
      expect(await store.frame("a")).toEqual({ runId: "a", snapshot: "again", deltas: [] })
    })

    it("refuses a change of the frame without a new rev, which would stand nowhere", async () => {
      const { commit } = await ledStore(host)
      await commit(starting("a"))
      const check = { runId: "a", at: 5, run: { kind: "check", expectedRev: 1 }, frame: delta("+1") } as const
      expect(await commit(check)).toMatchObject([{ status: "refused" }])
    })
  })
}

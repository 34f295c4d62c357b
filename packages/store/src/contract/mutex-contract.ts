import { describe, expect, it } from "vitest"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

const wait = { frame: body, waitId: "mutex#2" }
const ask = { kind: "ask", ...wait, key: "till" } as const
const grant = { kind: "grant", ...wait } as const
const release = { kind: "release", ...wait } as const

/** Locks that all runs share, in every store. */
export const mutexContract = (host: StoreHost): void => {
  describe("mutexes", () => {
    it("W.6 keeps who asks in order, and gives a lock to one at a time", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("b", { locks: [ask] }), starting("a", { locks: [ask] }))
      expect(await commit(moving("b", 1, { locks: [grant] }))).toMatchObject([{ status: "committed" }])
      expect(await commit(moving("a", 1, { locks: [grant] }))).toEqual([{ status: "held" }])
      const rows = await store.mutexes()
      expect(rows.map(({ runId, key, waitId, granted }) => [runId, key, waitId, granted])).toEqual([
        ["b", "till", "mutex#2", true],
        ["a", "till", "mutex#2", false],
      ])
      expect(await store.lockHolders("a")).toEqual([{ key: "till", runId: "b" }])
      expect(await store.lockHolders("b")).toEqual([])
      expect(rows[0]?.seq).toBeLessThan(rows[1]?.seq ?? 0)
      await commit(moving("b", 2, { locks: [release] }))
      expect(await commit(moving("a", 1, { locks: [grant] }))).toMatchObject([{ status: "committed" }])
      expect(await store.mutexesOf("a")).toMatchObject([{ granted: true }])
    })

    it("W.6 grants nothing to who does not ask, and takes a release of nothing for nothing", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a", { locks: [release] }))
      expect(await commit(moving("a", 1, { locks: [grant] }))).toEqual([{ status: "held" }])
      expect(await store.mutexes()).toEqual([])
    })

    it("W.6 a run that ends gives back its locks, and asks for none any more", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a", { locks: [ask] }), starting("b", { locks: [ask] }))
      const becomes = { status: "failed", error: "why" } as const
      await commit(moving("a", 1, { run: { kind: "update", expectedRev: 1, state: null, becomes } }))
      expect((await store.mutexes()).map(({ runId }) => runId)).toEqual(["b"])
    })
  })
}

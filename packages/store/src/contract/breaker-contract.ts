import { describe, expect, it } from "vitest"
import type { BreakerRow } from "../port/breaker-row.ts"
import type { Transition } from "../port/transition.ts"
import { ledStore, type StoreHost } from "./store-host.ts"

const open: BreakerRow = {
  key: "payments",
  state: "open",
  generation: 3,
  retryAt: 60_000,
  openings: 2,
  streak: 0,
  buckets: "[[0,4,2]]",
  forced: "open",
  settings: "{}",
  updatedAt: 5,
}

const writing = (...breakers: NonNullable<Transition["breakers"]>): Transition => ({
  runId: "",
  at: 5,
  run: { kind: "none" },
  breakers,
})

/** Circuit breakers, in every store. */
export const breakerContract = (host: StoreHost): void => {
  describe("circuit breakers", () => {
    it("F05.7 keeps how each stands, by its key, and takes what was written last", async () => {
      const { store, commit } = await ledStore(host)
      await commit(writing({ kind: "put", row: open }, { kind: "put", row: { ...open, key: "mail" } }))
      const closed: BreakerRow = { ...open, state: "closed", retryAt: null, forced: null, generation: 4, updatedAt: 9 }
      await commit(writing({ kind: "put", row: closed }))
      expect(await store.breakers()).toEqual([{ ...open, key: "mail" }, closed])
    })

    it("F05.10 forgets one, and takes one that is not there for gone", async () => {
      const { store, commit } = await ledStore(host)
      await commit(writing({ kind: "put", row: open }))
      await commit(writing({ kind: "drop", key: "payments" }, { kind: "drop", key: "nobody's" }))
      expect(await store.breakers()).toEqual([])
    })
  })
}

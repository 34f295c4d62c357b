import { describe, expect, it } from "vitest"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, charged, starting } from "./transitions.ts"

/** What leadership does in every store. */
export const leaderContract = (host: StoreHost): void => {
  describe("leadership", () => {
    it("N.5 lets one lead at a time, and names it to the others", async () => {
      const { store, epoch, another } = await ledStore(host)
      const second = await another()
      expect(await second.lead({ at: 5, tick: 5 })).toEqual({
        status: "held",
        by: { epoch, pid: process.pid, since: 0 },
      })
      expect(await store.lead({ at: 5, tick: 5 })).toMatchObject({ status: "leader", lease: { epoch } })
    })

    it("says how the leader before ended", async () => {
      const { store, another } = await ledStore(host)
      expect(await store.lead({ at: 0, tick: 0 })).toMatchObject({ lease: { after: "orderly" } })
      await store.close()
      const second = await another()
      expect(await second.lead({ at: 1, tick: 0 })).toMatchObject({ lease: { after: "orderly" } })
      const third = await another()
      expect(await third.lead({ at: 2, tick: 0 })).toMatchObject({ status: "held" })
      // It stands still, as one that is dead or frozen does.
      expect(await third.lead({ at: 3, tick: 30_000 })).toMatchObject({ lease: { after: "crash" } })
    })

    it("N.5 says who leads without leading", async () => {
      const { store, epoch, another } = await ledStore(host)
      const second = await another()
      expect(await store.leader()).toMatchObject({ epoch, pid: process.pid })
      expect(await second.leader()).toEqual({ epoch, pid: process.pid, since: 0 })
      await store.close()
      expect(await second.leader()).toBeUndefined()
      expect(await second.lead({ at: 5, tick: 5 })).toMatchObject({ status: "leader" })
    })

    it("N.5 hands over with a higher epoch, and the old one can write no more", async () => {
      const { store, epoch, another } = await ledStore(host)
      const second = await another()
      await store.close()
      const answer = await second.lead({ at: 5, tick: 5 })
      if (answer.status !== "leader") throw new Error("must lead")
      expect(answer.lease.epoch).toBeGreaterThan(epoch)
      await expect(second.commit(epoch, [starting("a")])).rejects.toMatchObject({ _tag: "StaleEpoch" })
      expect(await second.commit(answer.lease.epoch, [starting("a")])).toMatchObject([{ status: "committed" }])
    })

    it("N.5 cannot write or beat after it has let go, even before another one leads", async () => {
      const { store, commit, another } = await ledStore(host)
      const answer = await store.lead({ at: 0, tick: 0 })
      if (answer.status !== "leader") throw new Error("must lead")
      await answer.lease.release()
      await answer.lease.release()
      await expect(commit(starting("a"))).rejects.toMatchObject({ _tag: "StaleEpoch" })
      await expect(answer.lease.beat(1)).rejects.toMatchObject({ _tag: "StaleEpoch" })
      expect(await (await another()).lead({ at: 1, tick: 0 })).toMatchObject({ status: "leader" })
      expect(await store.lead({ at: 2, tick: 0 })).toMatchObject({ status: "held" })
    })

    it("N.5 takes over from a leader whose beat stands still, by the clock of the one that waits", async () => {
      const { store, epoch, commit, another } = await ledStore(host)
      const leader = await store.lead({ at: 0, tick: 0 })
      const second = await another()
      if (leader.status !== "leader") throw new Error("must lead")
      // A wall clock that jumps an hour ahead takes nobody's place.
      expect(await second.lead({ at: 3_600_000, tick: 0 })).toMatchObject({ status: "held" })
      await leader.lease.beat(1)
      expect(await second.lead({ at: 1, tick: 40_000 })).toMatchObject({ status: "held" })
      expect(await second.lead({ at: 1, tick: 69_999 })).toMatchObject({ status: "held" })

      const answer = await second.lead({ at: 2, tick: 70_000 })
      if (answer.status !== "leader") throw new Error("must take over")
      expect(answer.lease.epoch).toBe(epoch + 1)
      await expect(commit(starting("a"))).rejects.toMatchObject({ _tag: "StaleEpoch" })
      // The lock file is still with the first, which learns of it at its next beat.
      const third = await another()
      expect(await third.lead({ at: 3, tick: 0 })).toMatchObject({ status: "held", by: { epoch: epoch + 1 } })
      await expect(leader.lease.beat(3)).rejects.toMatchObject({ _tag: "StaleEpoch", mine: epoch, present: epoch + 1 })
      // Nobody holds the lock now, and still the living leader keeps its place, and takes the lock with its next beat.
      expect(await third.lead({ at: 4, tick: 10 })).toMatchObject({ status: "held" })
      await answer.lease.beat(4)
      await second.close()
      expect(await third.lead({ at: 5, tick: 20 })).toMatchObject({ status: "leader" })
    })

    it("N.5 tells a process that leads again from who it was: its old attempts write nothing (fault 10)", async () => {
      const { store, epoch, commit, another } = await ledStore(host)
      await commit(starting("a"))
      // The same process, by the same name and number.
      const again = await another()
      expect(await again.lead({ at: 1, tick: 0 })).toMatchObject({ status: "held", by: { pid: process.pid } })
      const answer = await again.lead({ at: 2, tick: 30_000 })
      if (answer.status !== "leader") throw new Error("must take over")
      const call = { frame: body, waitId: "charge#1" }
      const check = { runId: "a", at: 3, run: { kind: "check", expectedRev: 1 } } as const
      const claim = { ...check, steps: [{ ...call, kind: "claim", attempt: 2, token: "token 2", crashes: 1 }] } as const
      expect(await again.commit(answer.lease.epoch, [claim])).toMatchObject([{ status: "committed" }])

      await expect(store.commit(epoch, [charged("a")])).rejects.toMatchObject({ _tag: "StaleEpoch" })
      // Even with the epoch of today.
      expect(await store.commit(answer.lease.epoch, [charged("a")])).toEqual([{ status: "fenced", ...call }])
      expect(await store.step("a", call)).toMatchObject({ status: "running", attempt: 2, token: "token 2" })
      expect(await store.run("a")).toMatchObject({ rev: 1 })
    })

    it("lets everybody read and put into inboxes without leading", async () => {
      const { commit, another } = await ledStore(host)
      await commit(starting("a"))
      const client = await another()
      expect(await client.run("a")).toMatchObject({ status: "running" })
      expect(await client.insertInbox([{ runId: "a", id: "c", kind: "cancel", acceptedAt: 1 }])).toMatchObject([
        { status: "accepted" },
      ])
    })

    it("says so when it is used after it was closed", async () => {
      const { store, another } = await ledStore(host)
      const second = await another()
      await second.close()
      await second.close()
      await expect(second.run("a")).rejects.toMatchObject({ _tag: "StoreClosed", code: "STORE-014" })
      expect(await store.check()).toEqual([])
    })
  })
}

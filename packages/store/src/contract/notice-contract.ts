import { describe, expect, it } from "vitest"
import type { Transition } from "../port/transition.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"

const at = (time: number, more: Partial<Transition>): Transition => ({
  runId: "",
  at: time,
  run: { kind: "none" },
  ...more,
})

const opened = { kind: "breaker", subject: "payments", facts: `"open"` } as const

/** What every store does with notices. */
export const noticeContract = (host: StoreHost): void => {
  describe("notices", () => {
    it("F05.6 F07.10 are kept in order, and found by kind, subject and run", async () => {
      const { store, commit } = await ledStore(host)
      await commit(
        at(1, { notices: [opened, { ...opened, facts: `"closed"` }] }),
        at(2, { notices: [{ kind: "dead-letters", subject: "f1", facts: `{"count":9}`, runId: "a" }] }),
      )
      const rows = await store.notices({ limit: 9 })
      expect(rows).toMatchObject([
        { at: 2, kind: "dead-letters", subject: "f1", facts: `{"count":9}`, runId: "a", deliverAt: null, tries: 0 },
        { at: 1, kind: "breaker", subject: "payments", facts: `"closed"`, runId: null },
        { at: 1, kind: "breaker", subject: "payments", facts: `"open"` },
      ])
      const [last, , first] = rows
      const factsOf = async (page: object) => (await store.notices({ limit: 9, ...page })).map(({ facts }) => facts)
      expect(await factsOf({ kind: "breaker" })).toEqual([`"closed"`, `"open"`])
      expect(await factsOf({ subject: "f1" })).toEqual([`{"count":9}`])
      expect(await factsOf({ runId: "a" })).toEqual([`{"count":9}`])
      expect(await factsOf({ limit: 1, below: last?.seq })).toEqual([`"closed"`])
      expect(await store.lastNotice()).toBe(last?.seq)
      const behind = await store.noticesBehind({ seq: first?.seq ?? 0, limit: 9 })
      expect(behind.map(({ facts }) => facts)).toEqual([`"closed"`, `{"count":9}`])
    })

    it("F07.10 are due until they were delivered, or are no longer tried", async () => {
      const { store, commit } = await ledStore(host)
      expect(await store.nearestNotice()).toBeUndefined()
      await commit(at(1, { notices: [{ ...opened, deliverAt: 7 }, { ...opened, deliverAt: 5 }, opened] }))
      expect(await store.nearestNotice()).toBe(5)
      expect(await store.noticesDue({ at: 4, limit: 9 })).toEqual([])
      const due = await store.noticesDue({ at: 7, limit: 9 })
      expect(due.map(({ deliverAt }) => deliverAt)).toEqual([5, 7])
      expect(await store.noticesDue({ at: 7, limit: 1 })).toHaveLength(1)
      const [one, other] = due
      const deliveries = [
        { seq: one?.seq ?? 0, deliverAt: 20, tries: 1 },
        { seq: other?.seq ?? 0, deliverAt: null, tries: 1 },
      ]
      await commit(at(8, { deliveries }))
      expect(await store.noticesDue({ at: 19, limit: 9 })).toEqual([])
      expect(await store.noticesDue({ at: 20, limit: 9 })).toMatchObject([{ tries: 1, deliverAt: 20 }])
    })

    it("N.4 N.5 of long ago go, but for those that are still to be delivered", async () => {
      const { store, epoch, commit } = await ledStore(host)
      await commit(at(1, { notices: [opened, { ...opened, deliverAt: 50 }, opened] }), at(9, { notices: [opened] }))
      await expect(store.forgetNotices(epoch + 1, { before: 5, limit: 9 })).rejects.toMatchObject({
        _tag: "StaleEpoch",
      })
      expect(await store.forgetNotices(epoch, { before: 5, limit: 1 })).toBe(1)
      expect(await store.forgetNotices(epoch, { before: 5, limit: 9 })).toBe(1)
      expect((await store.notices({ limit: 9 })).map(({ at: time }) => time)).toEqual([9, 1])
    })
  })
}

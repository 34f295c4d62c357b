import { describe, expect, it } from "vitest"
import type { Tags } from "@statewright/model"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { moving, starting } from "./transitions.ts"

const tagged = (id: string, at: number, tags: Tags, workflow = "order") =>
  starting(id, { at, run: { kind: "insert", workflow, version: "v1", input: "1", state: "main.charge", tags } })

/** What tags do in every store. */
export const tagContract = (host: StoreHost): void => {
  describe("tags", () => {
    it("P.9 find the runs that have all of them, with the value and its kind", async () => {
      const { store, commit } = await ledStore(host)
      await commit(
        tagged("a", 1, { tenant: "acme", amount: 12 }),
        tagged("b", 2, { tenant: "acme", amount: "12", express: true }),
        tagged("c", 3, { tenant: "Acme" }),
        tagged("d", 4, JSON.parse(`{"__proto__":"x","' OR 1 --":"%"}`) as Tags),
        starting("e", { at: 5 }),
      )
      const ids = async (tags: object) => (await store.runs({ limit: 9, tags: { ...tags } })).runs.map(({ id }) => id)
      expect(await ids({ tenant: "acme" })).toEqual(["b", "a"])
      expect(await ids({ tenant: "acme", amount: 12 })).toEqual(["a"])
      expect(await ids({ amount: "12" })).toEqual(["b"])
      expect(await ids({ amount: ["12", 12] })).toEqual(["b", "a"])
      expect(await ids({ express: true })).toEqual(["b"])
      expect(await ids({ express: "true" })).toEqual([])
      expect(await ids({ tenant: "acm_" })).toEqual([])
      expect(await ids({ "' OR 1 --": "%" })).toEqual(["d"])
      expect(await ids({ tenant: "' OR 1 --" })).toEqual([])
      expect(await ids({})).toHaveLength(5)
      expect(await store.tags("b")).toEqual({ tenant: "acme", amount: "12", express: true })
      expect(Object.entries(await store.tags("d"))).toEqual([
        ["' OR 1 --", "%"],
        ["__proto__", "x"],
      ])
      expect(await store.tags("e")).toEqual({})
      const [listed] = (await store.runs({ limit: 1, tags: { amount: 12 } })).runs
      expect(listed).toMatchObject({ id: "a", tags: { tenant: "acme", amount: 12 } })
    })

    it("P.9 are listed page by page, beside workflow, status and age", async () => {
      const { store, commit } = await ledStore(host)
      // Two of one moment: the page must not lose or repeat either.
      for (const [id, at] of Object.entries({ a: 1, b: 2, c: 2, d: 3, e: 4 })) {
        await commit(tagged(id, at, { tenant: "acme", n: at }), starting(`other ${id}`, { at }))
      }
      await commit(tagged("f", 9, { tenant: "acme" }, "refund"))
      const pages = async (filter: object) => {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const given = { limit: 2, tags: { tenant: "acme" }, ...filter, ...(cursor !== undefined && { cursor }) }
          const page = await store.runs(given)
          seen.push(page.runs.map(({ id }) => id).join(""))
          cursor = page.next
        } while (cursor !== undefined)
        return seen
      }
      expect(await pages({ workflow: "order" })).toEqual(["ed", "cb", "a"])
      expect(await pages({ workflow: "refund" })).toEqual(["f"])
      expect(await pages({ startedAfter: 2, startedBefore: 4 })).toEqual(["dc", "b"])
      expect(await pages({ tags: {}, startedAfter: 3, startedBefore: 4 })).toEqual(["other dd"])
      expect(await pages({ tags: { tenant: ["acme", "none"] }, startedBefore: 3 })).toEqual(["cb", "a"])
      await commit(
        moving("b", 1, {
          run: { kind: "update", expectedRev: 1, state: null, becomes: { status: "failed", error: "e" } },
        }),
      )
      expect(await pages({ status: "failed" })).toEqual(["b"])
    })

    it("N.4 go with their run when it is deleted", async () => {
      const { store, epoch, commit } = await ledStore(host)
      const becomes = { status: "completed", output: "1" } as const
      await commit(
        starting("a", {
          startSteps: [],
          run: { kind: "insert", workflow: "w", version: "v", input: "1", state: null, becomes, tags: { tenant: "x" } },
        }),
      )
      expect(await store.forgetEnded(epoch, { status: "completed", endedBefore: 6000, limit: 9 })).toBe(1)
      expect(await store.tags("a")).toEqual({})
      // A run that takes the id has only its own.
      await commit(tagged("a", 9, { n: 1 }))
      expect(await store.tags("a")).toEqual({ n: 1 })
    })
  })
}

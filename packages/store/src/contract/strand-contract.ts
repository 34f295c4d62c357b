import { describe, expect, it } from "vitest"
import type { StrandWrite } from "../port/strand-row.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

const begin = (
  groupId: string,
  item: number,
  more: { readonly name?: string; readonly within?: string } = {},
): StrandWrite => ({
  kind: "begin",
  frame: body,
  groupId,
  item,
  waitId: `${groupId}/${item}#9`,
  ...more,
})

/** Members of groups, in every store. */
export const strandContract = (host: StoreHost): void => {
  describe("strands", () => {
    it("F01.8 F04.7 keeps each member of a group with what it came to, in their order", async () => {
      const { store, commit } = await ledStore(host)
      const key = { frame: body, groupId: "fork#3" }
      await commit(
        starting("a", { strands: [begin("fork#3", 10, { name: "ship" }), begin("fork#3", 9), begin("each#5", 0)] }),
        moving("a", 1, { strands: [{ kind: "end", ...key, item: 9, status: "completed", payload: "42" }] }),
      )
      const ship = {
        ...key,
        item: 10,
        name: "ship",
        waitId: "fork#3/10#9",
        within: null,
        status: "running",
        startedAt: 1000,
        endedAt: null,
        payload: null,
      }
      const nine = { ...ship, item: 9, name: null, waitId: "fork#3/9#9" }
      const ended = { ...nine, status: "completed", endedAt: 3000, payload: "42" }
      expect(await store.strands("a", "fork#3")).toEqual([ended, ship])
      expect((await store.strands("a")).map(({ groupId, item }) => `${groupId} ${item}`)).toEqual([
        "each#5 0",
        "fork#3 9",
        "fork#3 10",
      ])
    })

    it("N.2 ends each member once", async () => {
      const { store, commit } = await ledStore(host)
      const end = { kind: "end", frame: body, groupId: "fork#3", item: 0 } as const
      await commit(
        starting("a", { strands: [begin("fork#3", 0)] }),
        moving("a", 1, { strands: [{ ...end, status: "failed", payload: "why" }] }),
        moving("a", 2, { strands: [{ ...end, status: "cancelled" }] }),
      )
      expect(await store.strands("a", "fork#3")).toMatchObject([{ status: "failed", payload: "why", endedAt: 3000 }])
    })

    it("F01.9 leaves no member of an ended run at work, and forgets them with the run", async () => {
      const { store, epoch, commit } = await ledStore(host)
      const becomes = { status: "completed", output: "1" } as const
      await commit(
        starting("a", { strands: [begin("fork#3", 0)] }),
        moving("a", 1, { run: { kind: "update", expectedRev: 1, state: null, becomes } }),
      )
      expect(await store.strands("a")).toMatchObject([{ status: "cancelled", endedAt: 3000 }])
      await store.forgetEnded(epoch, { status: "completed", endedBefore: 9999, limit: 9 })
      expect(await store.strands("a")).toEqual([])
    })

    it("F01.8 says of each step in which member it was called", async () => {
      const { store, commit } = await ledStore(host)
      const call = { frame: body, name: "pack", token: "t", input: "1" }
      await commit(
        starting("a", {
          startSteps: [
            { ...call, waitId: "each#2/0#10", within: "each#2/0#3" },
            { ...call, waitId: "pack#4", queued: true },
          ],
        }),
      )
      expect((await store.steps("a")).map(({ waitId, within }) => [waitId, within])).toEqual([
        ["pack#4", null],
        ["each#2/0#10", "each#2/0#3"],
      ])
    })
  })
}

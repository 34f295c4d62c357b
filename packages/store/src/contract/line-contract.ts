import { describe, expect, it } from "vitest"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, moving, starting } from "./transitions.ts"

const charge = { frame: body, waitId: "charge#1" }
const lane = `{"of":"step","name":"charge"}`

/** `charge#1` of a run that begins stands in line at this place. */
const waiting = (runId: string, place: number, priority = 0) =>
  starting(runId, {
    startSteps: [{ ...charge, name: "charge", token: "unused", input: "1", queued: true }],
    line: [{ kind: "join", ...charge, place, priority, lane }],
  })

const claim = { ...charge, kind: "claim", attempt: 1, token: "token 1", crashes: 0 } as const

/** What the line does in every store. */
export const lineContract = (host: StoreHost): void => {
  describe("the line", () => {
    it("P.9 counts no attempt at a call that stands in it, and takes nothing of it until it is claimed", async () => {
      const { store, commit } = await ledStore(host)
      await commit(waiting("a", 1))
      expect(await store.openSteps("a")).toMatchObject([{ status: "queued", attempt: 0, token: null }])
      const early = moving("a", 1, { steps: [{ ...charge, kind: "complete", token: "unused", output: "1" }] })
      expect(await commit(early)).toEqual([{ status: "fenced", ...charge }])
      const turn = moving("a", 1, {
        run: { kind: "check", expectedRev: 1 },
        steps: [claim],
        line: [{ kind: "leave", ...charge }],
        rates: [{ rate: "r", at: 3000, expiresAt: 4000 }],
      })
      expect(await commit(turn)).toEqual([{ status: "committed", rev: 1 }])
      expect(await commit(turn)).toEqual([{ status: "fenced", ...charge }])
      expect(await store.openSteps("a")).toMatchObject([{ status: "running", attempt: 1, token: "token 1" }])
      expect(await store.limits(0)).toEqual({
        line: [],
        lastPlace: 0,
        admissions: [],
        permits: [{ rate: "r", at: 3000, expiresAt: 4000, permits: 1 }],
      })
      // One that was at work, or is to be tried again, may come to stand there, too; its count stays.
      const queue = { ...charge, kind: "queue", attempt: 1, crashes: 2 } as const
      await commit(moving("a", 1, { run: { kind: "check", expectedRev: 1 }, steps: [queue] }))
      expect(await store.openSteps("a")).toMatchObject([{ status: "queued", attempt: 1, token: null, crashes: 2 }])
      expect(await commit(moving("a", 1, { steps: [{ ...queue, attempt: 2 }] }))).toMatchObject([{ status: "fenced" }])
    })

    it("P.9 numbers those that wait for the same: by priority, then by place", async () => {
      const { store, commit } = await ledStore(host)
      await commit(waiting("a", 1), waiting("b", 2), waiting("c", 3, 5), waiting("d", 4, -1))
      await commit(starting("e", { line: [{ kind: "join", ...charge, place: 5, priority: 9, lane: "other" }] }))
      const numbers = await Promise.all(
        ["a", "b", "c", "d", "e"].map(async (id) => (await store.places(id))[0]?.number),
      )
      expect(numbers).toEqual([2, 3, 1, 4, 1])
      expect(await store.places("a")).toEqual([{ ...charge, place: 1, priority: 0, lane, number: 2 }])
      const all = (await store.limits(0)).line
      expect(all.map(({ place, runId }) => [place, runId])).toEqual(
        ["a", "b", "c", "d", "e"].map((id, at) => [at + 1, id]),
      )
      expect(all[0]).toEqual({ ...charge, place: 1, priority: 0, lane, runId: "a", workflow: "order", version: "v1" })
    })

    it("P.9 a call that nobody asks for any more leaves it, and so do those of a run that ends", async () => {
      const { store, commit } = await ledStore(host)
      await commit(waiting("a", 1), waiting("b", 2))
      const gone = { steps: [{ ...charge, kind: "withdraw" }], line: [{ kind: "leave", ...charge }] } as const
      // Told twice, and after the turn had come, is as good as once.
      expect(await commit(moving("a", 1, gone), moving("a", 2, gone))).toMatchObject([{ status: "committed" }, {}])
      expect(await store.steps("a")).toMatchObject([{ status: "cancelled", attempt: 0, endedAt: 3000 }])
      const becomes = { status: "cancelled", error: "e" } as const
      await commit(moving("b", 1, { run: { kind: "update", expectedRev: 1, state: null, becomes } }))
      expect(await store.steps("b")).toMatchObject([{ status: "cancelled" }])
      expect((await store.limits(0)).line).toEqual([])
    })

    it("P.9 keeps the place of a run that rests, and what a run at work holds until it ends", async () => {
      const { store, commit } = await ledStore(host)
      const admission = { priority: 3, lane: "run lane" }
      const run = { kind: "insert", workflow: "w", version: "v", input: "1", state: "s", admission } as const
      await commit(starting("a", { run }), waiting("b", 7))
      expect(await store.admission("a")).toEqual(admission)
      expect(await store.admission("b")).toBeUndefined()
      expect((await store.limits(0)).admissions).toEqual([{ ...admission, runId: "a", workflow: "w", version: "v" }])
      const park = { status: "parked", reason: "r" } as const
      const rest = { kind: "update", expectedRev: 1, state: "s", becomes: park } as const
      await commit(moving("a", 1, { run: rest }), moving("b", 1, { run: rest }))
      expect(await store.limits(0)).toEqual({ line: [], lastPlace: 7, admissions: [], permits: [] })
      expect(await store.places("b")).toMatchObject([{ place: 7, number: 1 }])
      const wake = { kind: "update", expectedRev: 2, state: "s", becomes: { status: "running" } } as const
      await commit(moving("a", 2, { run: wake }), moving("b", 2, { run: wake }))
      expect(await store.limits(0)).toMatchObject({ line: [{ place: 7 }], admissions: [{ runId: "a" }] })
      const end = { status: "completed", output: "1" } as const
      await commit(moving("a", 3, { run: { kind: "update", expectedRev: 3, state: null, becomes: end } }))
      expect(await store.limits(0)).toMatchObject({ admissions: [] })
    })

    it("P.9 forgets what a rate granted once it counts no longer", async () => {
      const { store, commit } = await ledStore(host)
      const grants = (at: number) => ({ at, rates: [{ rate: "r", at, expiresAt: at + 100 }] })
      await commit(starting("a", grants(10)), starting("b", grants(10)), starting("c", grants(20)))
      expect((await store.limits(0)).permits).toMatchObject([
        { at: 10, permits: 2 },
        { at: 20, permits: 1 },
      ])
      await commit(starting("d", grants(115)))
      expect((await store.limits(0)).permits).toMatchObject([{ at: 20 }, { at: 115 }])
    })
  })
}

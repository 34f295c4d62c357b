import { describe, expect, it } from "vitest"
import type { CacheEntryRow, CacheWrite } from "../port/cache-row.ts"
import { ledStore } from "./store-host.ts"
import type { StoreHost } from "./store-host.ts"
import { body, charged, moving, starting } from "./transitions.ts"

const entry = (key: string, more: Partial<CacheEntryRow> = {}): CacheEntryRow => ({
  key,
  tenant: "",
  scope: "workflow",
  step: "charge",
  label: key,
  ok: true,
  value: `"${key}"`,
  storedAt: 1,
  expiresAt: null,
  staleUntil: null,
  runId: null,
  tags: [],
  ...more,
})
const put = (key: string, more: Partial<CacheEntryRow> = {}): CacheWrite => ({ kind: "put", entry: entry(key, more) })
const wait = { frame: body, waitId: "charge#1" }
/** What concerns no run. */
const alone = { runId: "", at: 9, run: { kind: "none" } } as const
const count = (more: object) => ({ step: "charge", hits: 0, misses: 0, stale: 0, joined: 0, ...more })

/** Cached answers, in every store. */
export const cacheContract = (host: StoreHost): void => {
  describe("cached answers", () => {
    it("F14.3 F14.9 are kept with the transition, the last one of a key with its tags, and with none that is not stored", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a"), { ...alone, cache: [put("k", { tags: ["x", "y"], ok: false, expiresAt: 5 })] })
      expect(await store.cacheEntry("k")).toEqual(entry("k", { tags: ["x", "y"], ok: false, expiresAt: 5 }))
      await commit(charged("a", { cache: [put("k", { value: `"2"`, tags: ["z"] })] }))
      expect(await store.cacheEntry("k")).toMatchObject({ value: `"2"`, tags: ["z"], ok: true })
      expect(await commit(charged("a", { cache: [put("no")] }))).toMatchObject([{ status: "stale-rev" }])
      expect(await store.cacheEntry("no")).toBeUndefined()
    })

    it("F14.7 are invalidated by step, key, tag and pattern, of one tenant or of all, and listed so", async () => {
      const { store, commit } = await ledStore(host)
      const all = [
        put("k1", { label: "user:1", tags: ["x"] }),
        put("k2", { label: "user:2", tenant: "acme", tags: ["x", "y"] }),
        put("k3", { label: "item[1]", step: "price" }),
        put("k4", { label: "user:1", step: "price", tenant: "acme" }),
      ]
      const selections: [object, string[]][] = [
        [{}, ["k1", "k2", "k3", "k4"]],
        [{ tenant: "" }, ["k1", "k3"]],
        [{ step: "charge" }, ["k1", "k2"]],
        [{ step: "price", label: "user:1" }, ["k4"]],
        [{ label: "user:1", tenant: "" }, ["k1"]],
        [{ tag: "x" }, ["k1", "k2"]],
        [{ tag: "x", tenant: "acme" }, ["k2"]],
        [{ tag: "x", step: "price" }, []],
        [{ pattern: "*user:*" }, ["k1", "k2", "k4"]],
        [{ pattern: "price/item[1]" }, ["k3"]],
        [{ pattern: "price/user:?", tenant: "" }, []],
      ]
      for (const [selection, keys] of selections) {
        await commit({ ...alone, cache: all })
        const listed = async () => (await store.cacheEntries({ limit: 9, ...selection })).map(({ key }) => key)
        expect(await listed()).toEqual(keys)
        expect(await store.countCacheEntries(selection)).toBe(keys.length)
        // What is put before it in the same transaction goes, too.
        await commit({ ...alone, cache: all }, { ...alone, cache: [{ kind: "invalidate", selection }] })
        expect(await listed()).toEqual([])
        expect(await store.countCacheEntries({})).toBe(4 - keys.length)
      }
    })

    it("F14.7 are listed in pages, however many there are", async () => {
      const { store, commit } = await ledStore(host)
      const key = (n: number): string => `k${String(n).padStart(4, "0")}`
      const many = Array.from({ length: 1_201 }, (_, n) => put(key(n), { label: `l${n % 7}`, tags: ["x"] }))
      await commit({ ...alone, cache: many })
      for (const selection of [{}, { step: "charge" }, { tag: "x" }, { pattern: "charge/*" }]) {
        const page = await store.cacheEntries({ limit: 2, after: key(1_100), ...selection })
        expect(page.map((row) => row.key)).toEqual([key(1_101), key(1_102)])
        expect(await store.countCacheEntries(selection)).toBe(1_201)
      }
      expect(await store.countCacheEntries({ step: "charge", label: "l3" })).toBe(172)
      await commit({ ...alone, cache: [{ kind: "invalidate", selection: { step: "charge" } }] })
      expect(await store.countCacheEntries({})).toBe(0)
    })

    it("F14.5 are deleted once they are of no use, so many at once", async () => {
      const { store, commit, epoch } = await ledStore(host)
      const cache = [put("a", { staleUntil: 1 }), put("b", { staleUntil: 2 }), put("c", { staleUntil: 3 }), put("d")]
      await commit({ ...alone, cache })
      expect(await store.forgetCache(epoch, { endedBefore: 2, limit: 1 })).toBe(1)
      expect(await store.forgetCache(epoch, { endedBefore: 2, limit: 9 })).toBe(1)
      expect((await store.cacheEntries({ limit: 9 })).map((row) => row.key)).toEqual(["c", "d"])
      await expect(store.forgetCache(epoch - 1, { endedBefore: 9, limit: 9 })).rejects.toMatchObject({
        _tag: "StaleEpoch",
      })
    })

    it("F14.11 count how often they were used, with the transition", async () => {
      const { store, commit } = await ledStore(host)
      await commit(starting("a", { counts: [count({ misses: 1 })] }), { ...alone, counts: [count({ hits: 2 })] })
      await commit({ ...alone, counts: [count({ hits: 1, stale: 1, joined: 3 }), count({ step: "price" })] })
      expect(await store.cacheCounts()).toEqual([
        count({ hits: 3, misses: 1, stale: 1, joined: 3 }),
        count({ step: "price" }),
      ])
    })

    it("F14.12 tell who is at work for all that ask for the same, as long as its call is open", async () => {
      const { store, commit } = await ledStore(host)
      const begin = { kind: "begin", key: "k", ...wait } as const
      await commit(starting("a", { flights: [begin] }), starting("b"))
      expect(await store.flights()).toEqual([{ key: "k", runId: "a", ...wait }])
      await commit(moving("b", 1, { flights: [begin] }))
      expect(await store.flights()).toEqual([{ key: "k", runId: "b", ...wait }])
      // Another has taken its place.
      await commit(moving("a", 1, { flights: [{ kind: "end", key: "k", ...wait }] }))
      expect(await store.flights()).toHaveLength(1)
      const becomes = { status: "parked", reason: "why" } as const
      await commit(moving("b", 2, { run: { kind: "update", expectedRev: 2, state: "s", becomes } }))
      expect(await store.flights()).toEqual([])
      await commit(moving("a", 2, { flights: [begin] }))
      await commit(moving("a", 3, { steps: [{ kind: "complete", ...wait, token: "token 1", output: "1" }] }))
      expect(await store.flights()).toEqual([])
    })

    it("F14.1 a call for which one is looked for has begun no attempt, and is claimed as its first", async () => {
      const { store, commit } = await ledStore(host)
      const [step] = starting("a").startSteps ?? []
      if (step === undefined) throw new Error("invariant: a run that starts calls a step")
      await commit(starting("a", { startSteps: [{ ...step, looking: true }] }))
      expect(await store.stepsAtWork()).toMatchObject([{ status: "running", attempt: 0, token: "token 1" }])
      await commit(starting("b", { startSteps: [{ ...step, looking: true }] }))
      await commit(charged("b", { steps: [{ kind: "complete", ...wait, token: "token 1", output: "1", cachedAt: 7 }] }))
      expect(await store.step("b", wait)).toMatchObject({ status: "completed", attempt: 0, cachedAt: 7 })
      await commit(moving("a", 1, { steps: [{ kind: "claim", ...wait, attempt: 1, token: "new", crashes: 0 }] }))
      const late = charged("a", { run: { kind: "check", expectedRev: 2 }, frame: undefined as never, startSteps: [] })
      const { frame: _, ...fenced } = late
      expect(await commit(fenced)).toMatchObject([{ status: "fenced" }])
    })
  })
}

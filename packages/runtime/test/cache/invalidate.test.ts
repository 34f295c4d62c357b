import { describe, expect, it } from "vitest"
import { until } from "../engine/until.ts"
import { cachedShop } from "./cached-shop.ts"
import { gates } from "./gates.ts"

const key = ({ n }: { n: number }): string => `user:${n}`

describe("cached answers that are invalidated", () => {
  it("F14.7 by key, by tag and by pattern are asked for anew, all others are not", async () => {
    const tags = ({ n }: { n: number }): readonly string[] => (n === 3 ? ["odd", "prices"] : ["prices"])
    const { engine, answer, begun } = await cachedShop({ key, tags })
    await using _ = engine
    const asked = async (): Promise<readonly number[]> => {
      const before = begun.length
      for (const n of [1, 2, 3]) await answer(n)
      return begun.slice(before)
    }
    expect(await asked()).toEqual([1, 2, 3])
    expect((await engine.cache.list({ tag: "odd" })).entries).toMatchObject([
      { step: "work", key: "user:3", scope: "workflow", kind: "answer", tags: ["odd", "prices"], store: "sqlite" },
    ])
    const { cache } = engine
    expect(await cache.invalidate({ step: "work", key: "user:2" })).toEqual({ status: "done", removed: 1 })
    expect(await asked()).toEqual([2])
    expect(await cache.invalidate({ tag: "odd" })).toEqual({ status: "done", removed: 1 })
    expect(await asked()).toEqual([3])
    expect(await cache.invalidate({ pattern: "work/user:*" })).toEqual({ status: "done", removed: 3 })
    expect(await asked()).toEqual([1, 2, 3])
    expect(await cache.invalidate({ step: "other" })).toEqual({ status: "done", removed: 0 })
    expect(await cache.invalidate({ tag: "prices", tenant: "acme" })).toEqual({ status: "done", removed: 0 })
    expect(await asked()).toEqual([])
    expect(await cache.invalidate({ step: "work", everyTenant: true })).toEqual({ status: "done", removed: 3 })
  })

  it.each(["sqlite", "memory"])(
    "F14.7 in %s are not kept where their step began before, and nobody who comes later waits for it",
    async (store) => {
      for (const query of [{ step: "work" }, { tag: "prices" }, { step: "work", key: "user:1" }]) {
        const { act, answer } = gates()
        const { engine, start, begun } = await cachedShop({ key, tags: () => ["prices"], store }, { act })
        await using _ = engine
        const early = [await start(1), await start(1)]
        await until(() => begun.length === 1)
        await engine.cache.invalidate(query)
        const late = await start(1)
        await until(() => begun.length === 2)
        answer(1, "old")
        for (const run of early) expect(await run.result()).toBe("old")
        expect((await engine.cache.list()).entries).toEqual([])
        answer(2, "new")
        expect(await late.result()).toBe("new")
        expect(await (await start(1)).result()).toBe("new")
      }
    },
  )

  it("F14.7 what is not meant is kept, though its step began before", async () => {
    const { act, answer } = gates()
    const { engine, start, begun } = await cachedShop({ key, tags: () => ["prices"] }, { act })
    await using _ = engine
    const run = await start(1)
    await until(() => begun.length === 1)
    for (const query of [
      { tag: "other" },
      { step: "work", key: "user:2" },
      { pattern: "work/x*" },
      { tag: "prices", tenant: "a" },
    ]) {
      await engine.cache.invalidate(query)
    }
    answer(1, "kept")
    await run.result()
    expect(await (await start(1)).result()).toBe("kept")
  })

  it("F14.7 F14.13 a renewal that began before is not kept either", async () => {
    const { act, answer } = gates()
    const cache = { ttl: "1 minute", staleWhileRevalidate: "1 hour", key }
    const { engine, start, begun, pass } = await cachedShop(cache, { act })
    await using _ = engine
    answer(1, "old")
    await (await start(1)).result()
    await pass("1 minute")
    await (await start(1)).result()
    await until(() => begun.length === 2)
    await engine.cache.invalidate({ step: "work" })
    answer(2, "older")
    const run = await start(1)
    await until(() => begun.length === 3)
    answer(3, "new")
    expect(await run.result()).toBe("new")
    expect(await (await start(1)).result()).toBe("new")
  })

  it("F14.7 N.2 by another process are so once that is stored, whoever leads then", async () => {
    const one = await cachedShop({ key })
    await one.answer(1)
    const { database } = one
    const beside = await cachedShop({ key }, { database })
    expect(beside.engine.role()).toBe("standby")
    expect(await beside.engine.cache.list()).toMatchObject({ entries: [{ key: "user:1" }] })
    expect(await beside.engine.cache.invalidate({ step: "work" })).toEqual({ status: "requested" })
    await one.pass("50 millis")
    await until(async () => (await one.engine.cache.list()).entries.length === 0)
    expect(await one.answer(1)).toBe("answer 2")
    await one.engine.close()
    await beside.engine.close()
  })

  it("F14.7 N.8 in a store that is down are removed once it is there", async () => {
    let isDown = true
    const removed: unknown[] = []
    const mine = {
      get: async () => undefined,
      put: async () => {},
      list: async () => [],
      invalidate: async (selection: unknown) => {
        if (isDown) throw new Error("down")
        removed.push(selection)
        return 5
      },
    }
    const { engine, pass } = await cachedShop({ store: "mine" }, { options: { cache: { stores: { mine } } } })
    await using _ = engine
    const done = engine.cache.invalidate({ tag: "x" })
    await pass("0 millis")
    isDown = false
    await pass("1 second")
    expect(await done).toEqual({ status: "done", removed: 5 })
    expect(removed).toEqual([{ tenant: "", tag: "x" }])
  })

  it.each<[object, string]>([
    [{}, "nothing of what is meant"],
    [{ tenant: "acme" }, "nothing of what is meant"],
    [{ key: 1 }, "a `key` is one of a step"],
    [{ step: "work", key: () => 1 }, "holds a function"],
    [{ step: "work", tenant: "a", everyTenant: true }, "one tenant and for all"],
    [{ steps: "work" }, "no option"],
    [{ tag: 5 }, "`tag` is 5"],
  ])("F14.7 N.6 %j is refused, and nothing is removed", async (query, message) => {
    const { engine, answer } = await cachedShop({})
    await using _ = engine
    await answer(1)
    await expect(engine.cache.invalidate(query)).rejects.toMatchObject({
      _tag: "InvalidOption",
      message: expect.stringContaining(message),
    })
    expect((await engine.cache.list()).entries).toHaveLength(1)
  })
})

describe("old cached answers", () => {
  it("F14.5 are deleted once they are of no use", async () => {
    const { engine, answer, pass } = await cachedShop({ ttl: "1 minute" })
    await using _ = engine
    await answer(1)
    await pass("2 hours")
    await until(async () => (await engine.cache.list()).entries.length === 0)
  })
})

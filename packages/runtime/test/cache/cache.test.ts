import * as Metric from "effect/Metric"
import { describe, expect, it } from "vitest"
import { until } from "../engine/until.ts"
import { cachedShop } from "./cached-shop.ts"

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

describe("a step with a cache", () => {
  it("F14.1 F14.2 F14.3 a miss runs it and stores what it answers, a hit skips it and says so", async () => {
    const { engine, answer, start, begun, pass } = await cachedShop({})
    await using _ = engine
    const first = await start(1)
    expect(await first.result()).toBe("answer 1")
    expect((await first.info()).steps).toMatchObject([{ status: "completed", attempts: 1 }])
    await pass("3 minutes")
    const second = await start(1)
    expect(await second.result()).toBe("answer 1")
    expect((await second.info()).steps).toMatchObject([
      { status: "completed", attempts: 0, output: "answer 1", cached: { storedAt: 0 } },
    ])
    expect(await answer(2)).toBe("answer 2")
    expect(begun).toEqual([1, 2])
  })

  it("F14.3 N.2 is answered from the cache in the next process, too", async () => {
    const one = await cachedShop({})
    expect(await one.answer(1)).toBe("answer 1")
    await one.engine.close()
    const two = await cachedShop({}, { database: one.database })
    await using _ = two.engine
    expect(await two.answer(1)).toBe("answer 1")
    expect(two.begun).toEqual([])
  })

  it("F14.4 depends on what `key` answers, and on `version`", async () => {
    const one = await cachedShop({ key: ({ n }: { n: number }) => n % 2 })
    expect([await one.answer(1), await one.answer(3), await one.answer(2)]).toEqual([
      "answer 1",
      "answer 1",
      "answer 2",
    ])
    await one.engine.close()
    const two = await cachedShop({ key: ({ n }: { n: number }) => n % 2, version: "2" }, { database: one.database })
    await using _ = two.engine
    expect(await two.answer(3)).toBe("answer 1")
    expect(two.begun).toEqual([3])
  })

  it("F14.5 is answered so for its `ttl`, and not a moment longer", async () => {
    const { engine, answer, pass } = await cachedShop({ ttl: "1 hour" })
    await using _ = engine
    await answer(1)
    await pass("59 minutes")
    await pass("59 seconds")
    expect(await answer(1)).toBe("answer 1")
    await pass("1 second")
    expect(await answer(1)).toBe("answer 2")
  })

  it("F14.6 keeps what `when` says, by its input and its output", async () => {
    const seen: unknown[] = []
    const when = (input: { n: number }, output: string): boolean => {
      seen.push([input.n, output])
      return output === "answer 2"
    }
    const { engine, answer } = await cachedShop({ when })
    await using _ = engine
    expect([await answer(1), await answer(1), await answer(1)]).toEqual(["answer 1", "answer 2", "answer 2"])
    expect(seen).toEqual([
      [1, "answer 1"],
      [1, "answer 2"],
    ])
  })

  it("F14.6 N.6 where `when` or `tags` throw the step has ended all the same, and nothing is kept", async () => {
    const broken = (): never => {
      throw new TypeError("no")
    }
    for (const [cache, facts] of [
      [{ when: broken }, { function: "when", thrown: "TypeError" }],
      [{ tags: broken }, { function: "tags", thrown: "TypeError" }],
      [{ tags: () => "prices" }, { function: "tags", thrown: "TypeError" }],
      [{ when: () => "yes" }, { function: "when", thrown: "TypeError" }],
    ] as const) {
      const { engine, answer } = await cachedShop(cache)
      await using _ = engine
      expect([await answer(1), await answer(1)]).toEqual(["answer 1", "answer 2"])
      // Said once.
      expect((await engine.notices.list()).notices).toMatchObject([{ kind: "cache", subject: "work", facts }])
    }
  })

  it("F14.8 shares its answers within its scope", async () => {
    const { engine, answer } = await cachedShop({ scope: "run" })
    await using _ = engine
    expect([await answer(1), await answer(1)]).toEqual(["answer 1", "answer 2"])
  })

  it("F14.9 keeps them in memory, as long as the engine lives, and in a store that the engine is given", async () => {
    const kept = new Map<string, never>()
    const mine = {
      get: async (key: string) => kept.get(key),
      put: async (entry: { key: string }) => void kept.set(entry.key, entry as never),
      invalidate: async () => kept.size,
      list: async () => [...kept.values()],
    }
    const options = { cache: { stores: { mine } } }
    for (const store of ["memory", "mine"]) {
      const one = await cachedShop({ store }, { options })
      expect([await one.answer(1), await one.answer(1)]).toEqual(["answer 1", "answer 1"])
      expect((await one.engine.cache.list()).entries).toMatchObject([{ step: "work", store }])
      await one.engine.close()
      const two = await cachedShop({ store }, { database: one.database, options })
      expect(await two.answer(1)).toBe("answer 1")
      expect(two.begun).toEqual(store === "mine" ? [] : [1])
      await two.engine.close()
    }
  })

  it("F14.9 N.8 a store that is down is a miss", async () => {
    const down = async (): Promise<never> => {
      throw new Error("connection refused")
    }
    const options = { cache: { stores: { mine: { get: down, put: down, invalidate: down, list: down } } } }
    const { engine, answer } = await cachedShop({ store: "mine" }, { options })
    await using _ = engine
    expect([await answer(1), await answer(1)]).toEqual(["answer 1", "answer 2"])
  })

  it("F14.9 N.8 a store that answers no entry is a miss, whatever it answers", async () => {
    for (const answer of [null, "an old one", {}, []]) {
      const none = async (): Promise<undefined> => undefined
      // What comes from the network may be anything.
      const mine = { get: async () => answer as never, put: none, invalidate: async () => 0, list: async () => [] }
      const shop = await cachedShop({ store: "mine" }, { options: { cache: { stores: { mine } } } })
      await using _ = shop.engine
      expect([await shop.answer(1), await shop.answer(1)], JSON.stringify(answer)).toEqual(["answer 1", "answer 2"])
    }
  })

  it.each([
    ["hangs", () => new Promise<never>(() => {}), "it took longer than 1 second"],
    ["throws", () => Promise.reject(new Error("connection refused")), "connection refused"],
    ["throws at once", () => JSON.parse("{") as never, "JSON"],
    ["answers no list", async () => ({ rows: [] }), "what it answered is no list"],
    ["answers nothing", async () => undefined, "what it answered is no list"],
    ["answers what is no entry", async () => [{ key: "k" }], "number 1 of what it answered"],
    ["answers null", async () => [null], "number 1 of what it answered"],
  ])("F14.3 N.8 one whose `list` %s is named by the error, and everything else goes on", async (_, list, problem) => {
    const kept = { get: async () => undefined, put: async () => undefined, invalidate: async () => 0 }
    // What comes from the network may be anything.
    const mine = { ...kept, list: list as () => Promise<[]> }
    const { engine, answer, pass } = await cachedShop({}, { options: { cache: { stores: { mine } } } })
    await using __ = engine
    expect(await answer(1)).toBe("answer 1")
    const listed = engine.cache.list().catch((error: unknown) => error)
    await pass("1 second")
    expect(await listed).toMatchObject({
      _tag: "CacheStoreFailed",
      code: "RUN-064",
      store: "mine",
      message: expect.stringContaining(problem),
    })
    expect(await answer(1)).toBe("answer 1")
  })

  it("F14.9 N.6 a store that the engine has not is refused before anything is opened", async () => {
    await expect(cachedShop({ store: "redis" })).rejects.toMatchObject({ _tag: "InvalidCache", code: "DEF-012" })
    for (const stores of [{ memory: {} }, { mine: 5 }, { mine: { get: () => 1 } }]) {
      const opened = cachedShop({}, { options: { cache: { stores } } })
      await expect(opened).rejects.toMatchObject({ _tag: "InvalidOption" })
    }
  })

  it("F14.10 a failure is cached only if that is asked for, and never one of the framework's", async () => {
    const act = (_: unknown, count: number) => {
      throw new Error(`failure ${count}`)
    }
    for (const [errors, message] of [
      [false, "failure 2"],
      [true, "failure 1"],
    ] as const) {
      const { engine, start } = await cachedShop({ errors }, { act })
      await using _ = engine
      const outcomes = [await (await start(1)).outcome(), await (await start(1)).outcome()]
      expect(outcomes).toMatchObject([{ error: { message: "failure 1" } }, { error: { message } }])
    }
    const slow = { timeout: "1 second", act: () => new Promise(() => {}) }
    const { engine, start, begun, pass } = await cachedShop({ errors: true }, slow)
    await using _ = engine
    for (const count of [1, 2]) {
      const run = await start(1)
      await until(() => begun.length === count)
      await pass("1 second")
      expect(await run.outcome()).toMatchObject({ error: { _tag: "StepTimedOut" } })
    }
  })

  it("F14.4 N.6 whose key cannot be stored fails without being tried, and says how to mend it", async () => {
    const { engine, start, begun } = await cachedShop({ key: () => () => 1 }, {
      retry: { strategy: "fixed", initialDelay: 1, maxAttempts: 3 },
    } as object)
    await using _ = engine
    const run = await start(1)
    expect(await run.outcome()).toMatchObject({
      status: "failed",
      error: { _tag: "CacheKeyFailed", code: "RUN-055", message: expect.stringContaining("step `work`") },
    })
    expect((await run.info()).steps).toMatchObject([{ status: "failed", attempts: 0, failures: [] }])
    expect(begun).toEqual([])
  })

  it("F14.2 N.6 whose input does not fit fails, whatever is cached for its key", async () => {
    const { engine, answer } = await cachedShop({ key: () => 1 }, {
      input: {
        "~standard": {
          version: 1,
          vendor: "t",
          validate: (value: { n: number }) => (value.n < 9 ? { value } : { issues: [{ message: "too large" }] }),
        },
      },
    } as object)
    await using _ = engine
    expect(await answer(1)).toBe("answer 1")
    await expect(answer(9)).rejects.toMatchObject({ _tag: "ValidationFailed" })
  })

  it("F14.11 says how often it was answered so, and how often not, in metrics, too", async () => {
    const { engine, answer, services } = await cachedShop({})
    await using _ = engine
    const counted = (outcome: string): number =>
      Metric.snapshotUnsafe(services)
        .filter(({ id, attributes }) => id === "statewright_cache_calls" && attributes?.["outcome"] === outcome)
        .reduce((sum, { state }) => sum + ("count" in state ? Number(state.count) : 0), 0)
    const before = [counted("hits"), counted("misses")]
    for (const n of [1, 1, 1, 2]) await answer(n)
    expect(await engine.cache.stats()).toEqual([
      { step: "work", hits: 2, stale: 0, joined: 0, misses: 2, hitRate: 0.5 },
    ])
    expect([counted("hits"), counted("misses")].map((count, at) => count - (before[at] ?? 0))).toEqual([2, 2])
  })

  it("F14.12 a hundred calls that ask for the same at once run it once", async () => {
    let finish = (): void => {}
    const gate = new Promise<void>((resolve) => {
      finish = resolve
    })
    const { engine, start, begun } = await cachedShop({}, { act: () => gate.then(() => "answer") })
    await using _ = engine
    const runs = await Promise.all(times(100).map(() => start(1)))
    const other = await start(2)
    await until(() => begun.length === 2)
    finish()
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(times(100).map(() => "answer"))
    await other.result()
    expect(new Set(begun)).toEqual(new Set([1, 2]))
    expect(begun).toHaveLength(2)
    const [stats] = await engine.cache.stats()
    expect(stats).toMatchObject({ misses: 2, hits: expect.any(Number), joined: expect.any(Number) })
    expect((stats?.hits ?? 0) + (stats?.joined ?? 0)).toBe(99)
  })
})

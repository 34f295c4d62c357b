import { describe, expect, it } from "vitest"
import { until } from "../engine/until.ts"
import { cachedShop } from "./cached-shop.ts"
import { gates } from "./gates.ts"

const retry = { strategy: "fixed", initialDelay: "1 minute", maxAttempts: 3 }

/** Lets look-ups come to rest. */
const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
}

describe("calls that ask for the same", () => {
  it("F14.12 wait while the one that is at work is tried again", async () => {
    const { act, answer, fail } = gates()
    const { engine, start, begun, pass } = await cachedShop({}, { act, retry } as object)
    await using _ = engine
    const runs = [await start(1), await start(1)]
    await until(() => begun.length === 1)
    fail(1, new Error("not yet"))
    await until(async () => (await runs[0]?.info())?.steps[0]?.status === "retrying")
    runs.push(await start(1))
    await pass("1 minute")
    await until(() => begun.length === 2)
    answer(2, "late")
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(["late", "late", "late"])
    expect(begun).toEqual([1, 1])
    const attempts = await Promise.all(runs.map(async (run) => (await run.info()).steps[0]?.attempts))
    expect(attempts).toEqual([2, 0, 0])
  })

  it("F14.12 F14.6 come to what the one at work came to, also where that is not kept or has failed", async () => {
    const { act, answer, fail } = gates()
    const { engine, start, begun } = await cachedShop({ when: () => false }, { act })
    await using _ = engine
    const first = [await start(1), await start(1), await start(1)]
    await until(() => begun.length === 1)
    await rest()
    answer(1, "once")
    expect(await Promise.all(first.map((run) => run.result()))).toEqual(["once", "once", "once"])
    const second = [await start(1), await start(1)]
    await until(() => begun.length === 2)
    await rest()
    fail(2, new Error("broken"))
    for (const run of second) expect(await run.outcome()).toMatchObject({ error: { message: "broken" } })
    expect(begun).toHaveLength(2)
  })

  it("F14.12 where the one at work is cancelled, another begins", async () => {
    const { act, answer } = gates()
    const { engine, start, begun } = await cachedShop({}, { act })
    await using _ = engine
    const [first, second, third] = [await start(1), await start(1), await start(1)]
    await until(() => begun.length === 1)
    await rest()
    await second?.cancel()
    await first?.cancel()
    await until(() => begun.length === 2)
    answer(2, "mine")
    expect(await third?.result()).toBe("mine")
    for (const run of [first, second]) expect(await run?.outcome()).toMatchObject({ status: "cancelled" })
    expect(await (await start(1)).result()).toBe("mine")
  })

  it.each(["cancel", "force"])(
    "F14.12 none waits for a run that was ended by %s before its call began",
    async (how) => {
      const { act, answer } = gates()
      const { engine, start, begun } = await cachedShop({}, { act, concurrency: { limit: 1 } } as object)
      await using _ = engine
      const busy = await start(9)
      await until(() => begun.length === 1)
      // It leads, and stands in line.
      const first = await start(1)
      await until(async () => (await first.info()).steps[0]?.status === "queued")
      const second = await start(1)
      await rest()
      await first.cancel({ force: how === "force" })
      await first.outcome()
      answer(1, "busy")
      await busy.result()
      await until(() => begun.length === 2)
      answer(2, "second")
      expect(await second.result()).toBe("second")
    },
  )

  it("F14.12 N.2 one at work when its process ended goes on, and the others wait for it", async () => {
    const { act, answer } = gates()
    const one = await cachedShop({}, { act })
    const ids = ["a", "b", "c"]
    for (const id of ids) await one.start(1, { id })
    await until(() => one.begun.length === 1)
    await rest()
    await one.engine.close()

    const two = await cachedShop({}, { act, database: one.database })
    await using _ = two.engine
    await until(() => two.begun.length === 1)
    await two.start(1, { id: "d" })
    await rest()
    expect(two.begun).toEqual([1])
    answer(1, "answer")
    for (const id of [...ids, "d"]) expect(await (await two.job.get(id)).result()).toBe("answer")
    expect(two.begun).toEqual([1])
  })

  it("F14.12 N.2 one that waits for its next attempt when its process ended is waited for", async () => {
    const { act, fail } = gates()
    const one = await cachedShop({}, { act, retry } as object)
    const first = await one.start(1, { id: "a" })
    await until(() => one.begun.length === 1)
    fail(1, new Error("not yet"))
    await until(async () => (await first.info()).steps[0]?.status === "retrying")
    await one.engine.close()

    const next = gates()
    const two = await cachedShop({}, { act: next.act, retry, database: one.database } as object)
    await using _ = two.engine
    const second = await two.start(1, { id: "b" })
    await rest()
    expect(two.begun).toEqual([])
    await two.pass("1 minute")
    await until(() => two.begun.length === 1)
    next.answer(1, "answer")
    for (const run of [await two.job.get("a"), second]) expect(await run.result()).toBe("answer")
    expect(two.begun).toEqual([1])
  })
})

describe("a stale answer", () => {
  const cache = { ttl: "1 minute", staleWhileRevalidate: "1 hour" }

  it("F14.13 is given at once, and renewed once behind it", async () => {
    const { act, answer } = gates()
    const { engine, start, begun, pass } = await cachedShop(cache, { act })
    await using _ = engine
    answer(1, "old")
    expect(await (await start(1)).result()).toBe("old")
    await pass("1 minute")
    expect(await (await start(1)).result()).toBe("old")
    await until(() => begun.length === 2)
    for (const run of [await start(1), await start(1)]) expect(await run.result()).toBe("old")
    // Nobody waits for what is renewed.
    expect(await (await start(1)).result()).toBe("old")
    answer(2, "new")
    await until(async () => (await engine.cache.list()).entries[0]?.storedAt === 60_000)
    await pass("59 seconds")
    const fresh = await start(1)
    expect(await fresh.result()).toBe("new")
    expect((await fresh.info()).steps[0]?.cached).toEqual({ storedAt: 60_000 })
    expect(begun).toEqual([1, 1])
    expect(await engine.cache.stats()).toMatchObject([{ misses: 1, stale: 4, hits: 1 }])
  })

  it("F14.13 is given until it is over, and stays where it could not be renewed", async () => {
    const { act, answer, fail } = gates()
    const { engine, start, begun, pass } = await cachedShop(cache, { act, retry } as object)
    await using _ = engine
    answer(1, "old")
    await (await start(1)).result()
    await pass("2 minutes")
    expect(await (await start(1)).result()).toBe("old")
    await until(() => begun.length === 2)
    fail(2, new Error("down"))
    await rest()
    expect(await (await start(1)).result()).toBe("old")
    await until(() => begun.length === 3)
    answer(3, "new")
    await rest()
    await pass("61 minutes")
    answer(4, "newest")
    expect(await (await start(1)).result()).toBe("newest")
  })

  it("F14.13 P.9 is renewed only where the limits of its step let it, and waits in no line", async () => {
    const { act, answer } = gates()
    const limit = { concurrency: { limit: 1 } }
    const { engine, start, begun, pass } = await cachedShop(cache, { act, ...limit })
    await using _ = engine
    answer(1, "old")
    await (await start(1)).result()
    await pass("1 minute")
    const busy = await start(2)
    await until(() => begun.length === 2)
    expect(await (await start(1)).result()).toBe("old")
    await rest()
    expect(begun).toEqual([1, 2])
    answer(2, "done")
    await busy.result()
    expect(await (await start(1)).result()).toBe("old")
    await until(() => begun.length === 3)
    // It holds the slot meanwhile.
    const other = await start(3)
    await until(async () => (await other.info()).steps[0]?.status === "queued")
    answer(3, "new")
    answer(4, "other")
    expect(await other.result()).toBe("other")
    expect(await (await start(1)).result()).toBe("new")
  })

  it("F14.13 F14.12 one that is over while it is renewed is waited for", async () => {
    const { act, answer } = gates()
    const { engine, start, begun, pass } = await cachedShop(cache, { act })
    await using _ = engine
    answer(1, "old")
    await (await start(1)).result()
    await pass("1 minute")
    await (await start(1)).result()
    await until(() => begun.length === 2)
    await pass("2 hours")
    const late = await start(1)
    await rest()
    answer(2, "new")
    expect(await late.result()).toBe("new")
    expect(begun).toEqual([1, 1])
  })
})

import { describe, expect, it } from "vitest"
import { memoryCache } from "../../src/policy/cache/memory-cache.ts"

const entry = (key: string, more: object = {}) => ({
  key,
  tenant: "",
  scope: "workflow",
  step: "price",
  label: key,
  ok: true,
  value: "1",
  storedAt: 0,
  expiresAt: null,
  staleUntil: null,
  runId: null,
  tags: [],
  ...more,
})

describe("the memory store of cached answers", () => {
  it("F14.9 keeps, lists and removes them", async () => {
    const cache = memoryCache(10_000)
    await cache.put(entry("b", { tags: ["x"] }))
    await cache.put(entry("a"))
    await cache.put(entry("a", { value: "2" }))
    expect(await cache.get("a")).toMatchObject({ value: "2" })
    expect((await cache.list({ limit: 1 })).map(({ key }) => key)).toEqual(["a"])
    expect((await cache.list({ limit: 9, after: "a" })).map(({ key }) => key)).toEqual(["b"])
    expect(await cache.invalidate({ tag: "x" })).toBe(1)
    expect(await cache.get("b")).toBeUndefined()
  })

  it("F14.9 holds so much and no more: who was not asked for the longest goes", async () => {
    const cache = memoryCache(700)
    for (const key of ["a", "b", "c"]) await cache.put(entry(key))
    await cache.get("a")
    await cache.put(entry("d"))
    expect((await cache.list({ limit: 9 })).map(({ key }) => key)).toEqual(["a", "c", "d"])
    await cache.put(entry("huge", { value: "x".repeat(1_000) }))
    expect(await cache.list({ limit: 9 })).toHaveLength(3)
  })
})

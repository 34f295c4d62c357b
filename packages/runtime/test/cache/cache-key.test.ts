import { cachePolicy } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { cacheKey, cacheLabel, type CachedCall } from "../../src/policy/cache/cache-key.ts"

const call: CachedCall = { tenant: "acme", workflow: "order", runId: "r1", step: "price", contract: "c1" }
const hashOf = (changes: Partial<CachedCall>, options: object = {}, input: unknown = { id: 1, at: new Date(0) }) =>
  cacheKey({ ...call, ...changes }, cachePolicy("price", options), input).hash

describe("the key of a cached answer", () => {
  it("F14.4 is a hash of step, contract, version and input, the same for equal inputs", () => {
    expect(hashOf({})).toMatch(/^[0-9a-f]{64}$/)
    expect(hashOf({}, {}, { at: new Date(0), id: 1 })).toBe(hashOf({}))
    const others = [
      hashOf({}, {}, { id: 2, at: new Date(0) }),
      hashOf({ step: "cost" }),
      hashOf({ contract: "c2" }),
      hashOf({}, { version: "2" }),
    ]
    expect(new Set([hashOf({}), ...others]).size).toBe(5)
  })

  it("F14.4 is of what `key` answers, where it is there", () => {
    const key = ({ id }: { id: number }) => id
    expect(hashOf({}, { key }, { id: 1, noise: 1 })).toBe(hashOf({}, { key }, { id: 1, noise: 2 }))
    expect(hashOf({}, { key }, { id: 1 })).not.toBe(hashOf({}, { key }, { id: 2 }))
  })

  it("F14.8 is shared by one run, one workflow, or all of one tenant, and never by two tenants", () => {
    const same = (one: Partial<CachedCall>, options: object) => hashOf(one, options) === hashOf({}, options)
    const shared = (scope: string) =>
      [{ runId: "r2" }, { runId: "r2", workflow: "refund" }, { tenant: "evil" }].map((one) => same(one, { scope }))
    expect(shared("run")).toEqual([false, false, false])
    expect(shared("workflow")).toEqual([true, false, false])
    expect(shared("tenant")).toEqual([true, true, false])
    expect(shared("global")).toEqual([true, true, false])
    // No name is so odd that it reads as another place.
    expect(hashOf({ tenant: 'a","workflow","order' })).not.toBe(hashOf({ tenant: "a" }))
  })

  it("F14.7 has a label for people: a text as it is, anything else as JSON, and the hash of what is long", () => {
    const labelOf = (key: unknown) => cacheKey(call, cachePolicy("price", { key: () => key }), 0).label
    expect(labelOf("user:7")).toBe("user:7")
    expect(labelOf({ b: 2, a: [1] })).toBe('{"a":[1],"b":2}')
    expect(labelOf("x".repeat(1_001))).toMatch(/^sha256:[0-9a-f]{64}$/)
    for (const key of ["user:7", { b: 2, a: [1] }, "x".repeat(1_001), 7, null]) {
      expect(cacheLabel(key)).toBe(labelOf(key))
    }
  })

  it.each<[string, () => unknown, string]>([
    [
      "throws",
      () => {
        throw new TypeError("no id")
      },
      "`key` throws",
    ],
    ["answers a function", () => () => 1, "it holds a function"],
    ["answers a promise", () => Promise.resolve(1), "it holds an instance of the class Promise"],
    [
      "answers what throws when it is read",
      () => ({
        get id(): number {
          throw new TypeError("not now")
        },
      }),
      "it cannot be read",
    ],
  ])("F14.4 N.6 fails where `key` %s", (_, key, message) => {
    const made = () => cacheKey(call, cachePolicy("price", { key }), 1)
    expect(made).toThrow(expect.objectContaining({ _tag: "CacheKeyFailed", code: "RUN-055", step: "price" }))
    expect(made).toThrow(message)
  })
})

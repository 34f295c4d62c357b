import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canonicalJson, NotCanonical } from "../../src/policy/cache/canonical-json.ts"

describe("canonical JSON", () => {
  it("F14.4 is RFC 8785: its example, its order of properties, its numbers", () => {
    const example = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    }
    expect(canonicalJson(example)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
    const sorted = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 }
    expect(Object.values(JSON.parse(canonicalJson(sorted)) as object)).toEqual([4, 2, 6, 7, 1, 5, 3])
    expect(canonicalJson([5e-324, 1.7976931348623157e308, 9007199254740994, 295147905179352830000, 1e21])).toBe(
      "[5e-324,1.7976931348623157e+308,9007199254740994,295147905179352830000,1e+21]",
    )
  })

  it("F14.4 is the same for every order of properties, and for every JSON value reads as that value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(turned(value))).toBe(text)
        expect(JSON.parse(text)).toEqual(value)
      }),
    )
  })

  it("F14.4 tells apart whatever a step could tell apart", () => {
    const all: unknown[] = [
      null,
      undefined,
      "undefined",
      0,
      -0,
      Number.NaN,
      "NaN",
      Number.POSITIVE_INFINITY,
      1,
      1n,
      "1",
      "1n",
      [],
      {},
      [undefined],
      // oxlint-disable-next-line no-sparse-arrays -- a hole is a value that must be told apart
      [,],
      [null],
      { a: undefined },
      { a: null },
      new Date(0),
      new Date(Number.NaN),
      "Date(0)",
      "1970-01-01T00:00:00.000Z",
      new Map(),
      new Map([[1, 2]]),
      new Set(),
      new Set([1]),
      new Set([1, 2]),
      new Set([2, 1]),
      new Uint8Array([1]),
      new Int8Array([1]),
      new Uint8Array([1]).buffer,
      new DataView(new Uint8Array([1]).buffer),
      /a/g,
      /a/,
      "\ud800",
      "\ufffd",
      [["a"]],
      ["a"],
      "a",
    ]
    const texts = all.map(canonicalJson)
    expect(new Set(texts).size).toBe(all.length)
  })

  it("F14.4 sees one object in two places as often as it stands there", () => {
    const shared = { a: 1 }
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]')
  })

  it.each<[string, unknown, string]>([
    ["a function", { act: () => 1 }, "holds a function"],
    ["a symbol", [Symbol("s")], "holds a symbol"],
    ["a symbol as a key", { [Symbol("s")]: 1 }, "key is a symbol"],
    ["an error", new Error("no"), "an instance of Error"],
    ["an object of a class", new Money(), "the class Money"],
    ["a promise", Promise.resolve(1), "the class Promise"],
    ["a cycle", cycle(), "holds itself"],
    ["a deep nest", deep(), "nests deeper"],
    ["a long text", "x".repeat(2_000_000), "is longer"],
    ["a value that grows without end", doubling(), "is longer"],
  ])("F14.4 N.6 has no text for %s", (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(NotCanonical)
    expect(() => canonicalJson(value)).toThrow(message)
  })
})

class Money {
  readonly cents = 1
}

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, turned(each)]),
  )
}

function cycle(): unknown {
  const one: { self?: unknown } = {}
  one.self = [one]
  return one
}

function deep(): unknown {
  let value: unknown = 1
  for (let level = 0; level < 2_000; level++) value = [value]
  return value
}

function doubling(): unknown {
  let value: unknown = ["x"]
  for (let level = 0; level < 60; level++) value = [value, value]
  return value
}

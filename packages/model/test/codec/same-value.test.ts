import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { encodeValue, isSameValue, ValueDamaged } from "../../src/index.ts"
import { graph } from "./graphs.ts"

const isSame = (left: unknown, right: unknown): boolean => isSameValue(encodeValue(left), encodeValue(right))

/** The same plain data, each object with its keys the other way round. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).toReversed()
  return Object.fromEntries(entries.map(([key, inner]) => [key, turned(inner)]))
}

describe("P.9 isSameValue", () => {
  it("does not see in which order the keys of objects were set, however deep they are", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => isSame(value, turned(value))))
    expect(isSame(new Map([["a", { n: 1, m: 2 }]]), new Map([["a", { m: 2, n: 1 }]]))).toBe(true)
    expect(
      isSame(
        [Object.assign(Object.create(null), { a: 1, b: 2 })],
        [Object.assign(Object.create(null), { b: 2, a: 1 })],
      ),
    ).toBe(true)
  })

  it("sees every other difference", () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => isSame(a, b) === isSame(turned(a), b)))
    expect(isSame({ a: 1, b: 2 }, { a: 2, b: 1 })).toBe(false)
    expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false)
    expect(isSame({ n: 0 }, { n: -0 })).toBe(false)
    expect(isSame({ a: {} }, { a: Object.create(null) })).toBe(false)
    expect(isSame([1, 2], [2, 1])).toBe(false)
    expect(isSame(new Map(Object.entries({ a: 1, b: 2 })), new Map(Object.entries({ b: 2, a: 1 })))).toBe(false)
    expect(isSame(new Set([1, 2]), new Set([2, 1]))).toBe(false)
    expect(isSame(new Date(1), new Date(2))).toBe(false)
  })

  it("sees what is shared, and follows cycles", () => {
    const [shared, other] = [{ n: 1 }, { n: 1 }]
    expect(isSame({ a: shared, b: shared }, { b: shared, a: shared })).toBe(true)
    expect(isSame({ a: shared, b: shared }, { a: shared, b: other })).toBe(false)
    const knot = (first: object, last: object) => {
      const value = { ...first, ...last }
      return Object.assign(value, { self: value })
    }
    expect(isSame(knot({ a: 1 }, { b: [] }), knot({ b: [] }, { a: 1 }))).toBe(true)
    expect(isSame(knot({ a: 1 }, { b: [] }), knot({ b: [] }, { a: 2 }))).toBe(false)
  })

  it("takes any graph for itself, and nothing that is damaged for anything else", () => {
    fc.assert(fc.property(graph, (value) => isSame(value, value)))
    expect(isSameValue("[1,", "[1,")).toBe(true)
    expect(() => isSameValue("[1,", "[1,2]")).toThrow(ValueDamaged)
  })
})

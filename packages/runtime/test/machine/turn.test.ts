import fc from "fast-check"
import { describe, expect, it } from "vitest"

import { follow, keysOf, nextKey, turn } from "../../src/machine/index.ts"

interface Change {
  readonly kind: "add" | "delete" | "clear" | "again"
  readonly item: number
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("add", "delete", "delete", "again", "clear"),
  item: fc.integer({ min: 0, max: 9 }),
})

const apply = (items: Set<number>, { kind, item }: Change): void => {
  if (kind === "clear") items.clear()
  else if (kind === "add") items.add(item)
  else {
    items.delete(item)
    if (kind === "again") items.add(item)
  }
}

describe("a loop that counts its turns", () => {
  it("F03.1 A.3 meets what a loop with an iterator meets, whatever happens to the Set meanwhile", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 9 })),
        fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 12 }),
        (first, turns) => {
          const native = new Set(first)
          const met: number[] = []
          for (const item of native) {
            const changes = turns[met.length]
            met.push(item)
            if (changes === undefined) break
            for (const each of changes) apply(native, each)
          }
          let counted = new Set(first)
          const found: number[] = []
          for (let at = 0; ;) {
            const next = turn(counted, at++)
            if (next === undefined) break
            const changes = turns[found.length]
            found.push(next.item)
            if (changes === undefined) break
            const left = follow(counted, at)
            for (const each of changes) apply(counted, each)
            at = left()
            if (found.length % 2 === 0) counted = new Set(counted) // as storing it does
          }
          expect(found).toEqual(met)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it("F03.1 counts elements, entries and code points", () => {
    expect(turn([1, undefined], 1)).toEqual({ item: undefined })
    expect(turn([1], 1)).toBe(undefined)
    expect(turn("a🙂b", 1)).toEqual({ item: "🙂" })
    expect(turn(new Map([["a", 1]]), 0)).toEqual({ item: ["a", 1] })
    expect(turn(new Map([["a", 1]]), 0, "values")).toEqual({ item: 1 })
    expect(turn(new Set(["a"]), 0, "entries")).toEqual({ item: ["a", "a"] })
    expect(turn(new Uint8Array([3, 4]), 1, "entries")).toEqual({ item: [1, 4] })
    expect(turn([5, 6], 1, "keys")).toEqual({ item: 1 })
    expect(follow([1, 2], 1)()).toBe(1)
  })

  it("F03.1 goes through keys in the language's order, inherited ones too, without those deleted meanwhile", () => {
    const object: Record<string, number> = Object.assign(Object.create({ inherited: 0 }), { b: 1, 2: 1, a: 1, 1: 1 })
    const keys = keysOf(object)
    expect(keys).toEqual(["1", "2", "b", "a", "inherited"])
    delete object["2"]
    delete object["b"]
    expect(nextKey(object, keys, 1)).toBe(3)
    expect(keysOf(null)).toEqual([])
    expect(keysOf("ab")).toEqual(["0", "1"])
    expect(nextKey("ab", ["0", "1"], 1)).toBe(1)
  })
})

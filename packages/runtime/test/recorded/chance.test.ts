import { describe, expect, it } from "vitest"
import { recorded } from "../../src/machine/index.ts"
import { chance, fillRandom, randomUuid } from "../../src/recorded/index.ts"
import { sfc32 } from "../../src/recorded/sfc32.ts"
import { withInputs } from "../../src/recorded/transition-inputs.ts"

/** `sfc32` as PractRand has it (RNG/sfc.cpp), in numbers that cannot overflow unseen. */
const reference = (seed: readonly [number, number, number, number], count: number): number[] => {
  const low = 0xffffffffn
  let [a, b, c, counter] = seed.map((word) => BigInt(word >>> 0)) as [bigint, bigint, bigint, bigint] // four of them
  return Array.from({ length: count }, () => {
    const answer = (a + b + counter++) & low
    a = b ^ (b >> 9n)
    b = (c + (c << 3n)) & low
    c = ((((c << 21n) | (c >> 11n)) & low) + answer) & low
    return Number(answer)
  })
}

describe("random values that grow from a seed", () => {
  it("A.8 are those of sfc32 behind its first twelve", () => {
    for (const seed of [
      [1, 2, 3, 4],
      [0xdeadbeef, 0, 0xffffffff, 0x80000000],
    ] as const) {
      const next = sfc32(seed)
      expect(Array.from({ length: 1_000 }, next)).toEqual(reference(seed, 1_012).slice(12))
    }
  })

  it("A.8 are the same for the same seed, and others for another", () => {
    const draw = (seed: string) => {
      const one = chance(seed)
      return [one.fraction(), [...one.bytes(40)], one.fraction(), randomUuid(one)]
    }
    expect(draw("a")).toEqual(draw("a"))
    expect(draw("a")).not.toEqual(draw("b"))
    const numbers = chance("many")
    const many = Array.from({ length: 10_000 }, numbers.fraction)
    expect(new Set(many).size).toBe(many.length)
    expect(Math.min(...many)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...many)).toBeLessThan(1)
    expect(many.reduce((sum, each) => sum + each) / many.length).toBeCloseTo(0.5, 1)
  })

  it("A.8 fill what `crypto.getRandomValues` fills, and refuse what it refuses", () => {
    const source = chance("fill")
    const view = new Uint16Array(new ArrayBuffer(40), 8, 10)
    expect(fillRandom(source, view)).toBe(view)
    expect([...new Uint8Array(view.buffer)].filter((byte) => byte === 0).length).toBeGreaterThanOrEqual(20)
    const tooLong = new Uint8Array(65_537)
    const fractions = new Float64Array(1)
    for (const fill of [
      (array: Uint8Array | Float64Array) => crypto.getRandomValues(array as Uint8Array<ArrayBuffer>), // or it throws
      (array: Uint8Array | Float64Array) => fillRandom(source, array),
    ]) {
      expect(() => fill(tooLong)).toThrow(expect.objectContaining({ name: "QuotaExceededError" }))
      expect(() => fill(fractions)).toThrow(expect.objectContaining({ name: "TypeMismatchError" }))
    }
    expect(randomUuid(source)).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })
})

describe("`recorded`", () => {
  it("A.8 knows the transition at hand only", () => {
    expect(withInputs({ now: 7, seed: "s" }, () => [recorded.now(), recorded.random()])).toEqual([
      7,
      chance("s").fraction(),
    ])
    const inside = withInputs({ now: 1 }, () => [withInputs({ now: 2 }, recorded.now), recorded.now()])
    expect(inside).toEqual([2, 1])
    const error = expect.objectContaining({ _tag: "NotInTransition", code: "RUN-031" })
    expect(recorded.now).toThrow(error)
    expect(recorded.random).toThrow(error)
    expect(() => withInputs({ now: 1 }, recorded.randomUUID)).toThrow(error)
    expect(() =>
      withInputs({ now: 1 }, () =>
        withInputs({ now: 2 }, () => {
          throw new Error("out")
        }),
      ),
    ).toThrow("out")
    expect(recorded.now).toThrow(error)
  })
})

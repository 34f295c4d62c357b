import { describe, expect, it } from "vitest"
import { decodeValue, encodeError, encodeValue, encodeWithin, failureBrand, failureTag } from "../../src/index.ts"

const limit = 1000

/** An array that counts how often it is asked for an element. */
const counting = (length: number) => {
  let asked = 0
  const array = new Proxy(
    Array.from({ length }, () => 0),
    {
      has: (target, key) => {
        asked += 1
        return key in target
      },
      get: (target, key) => {
        asked += 1
        return Reflect.get(target, key)
      },
      ownKeys: () => {
        throw new Error("All keys were listed.")
      },
    },
  )
  return { array, asked: () => asked }
}

describe("N.7 encodeWithin", () => {
  it.each<[what: string, value: unknown]>([
    ["a string", "x".repeat(limit)],
    ["a string inside", { a: ["x".repeat(limit)] }],
    ["many strings", Array.from({ length: limit }, (_, at) => `${at}`)],
    ["a BigInt", 16n ** BigInt(limit)],
    ["a negative BigInt", -(16n ** BigInt(limit))],
    ["bytes", new Uint8Array(limit)],
    ["a Map", new Map(Array.from({ length: limit }, (_, at) => [at, at]))],
    ["a Set", new Set(Array.from({ length: limit }, (_, at) => at))],
    ["many properties", Object.fromEntries(Array.from({ length: limit }, (_, at) => [`k${at}`, at]))],
    ["deep nesting", Array.from({ length: limit }).reduce<unknown>((inner) => [inner], [])],
    ["an error", new Error("x".repeat(limit))],
  ])("gives nothing for what is longer (fault 49): %s", (_, value) => {
    expect(encodeWithin(limit, value)).toBeUndefined()
    const text = encodeValue(value)
    expect(text.length).toBeGreaterThan(limit)
    expect(encodeWithin(text.length, value)).toBe(text)
    expect(encodeWithin(text.length - 1, value)).toBeUndefined()
  })

  it("looks at no more of a long array than could fit (fault 49)", () => {
    const { array, asked } = counting(1_000_000)
    expect(encodeWithin(limit, array)).toBeUndefined()
    expect(asked()).toBeLessThan(2 * limit)
  })

  it("stores an array that is long and nearly empty", () => {
    const sparse: number[] = []
    sparse[4_000_000_000] = 1
    expect(decodeValue(encodeWithin(limit, sparse) ?? "")).toEqual(sparse)
  })

  it("stores a BigInt of many digits truly", () => {
    for (const value of [1n << 4095n, 1n << 4096n, -(1n << 4096n), (1n << 9000n) - 1n, -(3n ** 5000n)]) {
      expect(decodeValue(encodeValue(value))).toBe(value)
    }
  })
})

describe("N.7 encodeError cuts what is too large (fault 49)", () => {
  const stored = (error: unknown): Error => decodeValue(encodeError(error)) as Error // what is stored of an error is one
  const most = 100_000

  it("a message, and keeps the frames of the stack", () => {
    const error = new RangeError(`begin ${"x".repeat(2 ** 21)}`)
    expect(encodeError(error).length).toBeLessThan(most)
    const kept = stored(error)
    expect(kept).toBeInstanceOf(RangeError)
    expect(kept.message).toMatch(/^begin x+\.\.\. \[cut: 2097158 characters\]$/)
    expect(kept.stack).toMatch(/^RangeError: begin x+\.\.\. \[cut: [^\]]*\]\n +at .*bounds\.test/)
  })

  it("a stack", () => {
    const error = Object.assign(new Error("short"), {
      stack: `Error: short\n${"    at f (file.ts:1:1)\n".repeat(1e5)}`,
    })
    expect(stored(error).stack).toMatch(/^Error: short\n    at f/)
    expect(encodeError(error).length).toBeLessThan(most)
  })

  it("a chain of causes, and one that comes back to its beginning", () => {
    let error = new Error("0")
    for (let n = 1; n < 10_000; n++) error = new Error(String(n), { cause: error })
    expect(encodeError(error).length).toBeLessThan(most)
    expect(stored(error)).toMatchObject({ message: expect.stringMatching(/^9999/), cause: { message: "9998" } })
    const round = new Error("round")
    round.cause = Object.assign(new Error("x".repeat(most)), { cause: round })
    const kept = stored(round)
    expect(kept.message).toBe("round")
    expect((kept.cause as Error).cause).toBe(kept)
  })

  it("many errors in one", () => {
    const errors = Array.from({ length: 10_000 }, (_, at) => new Error(String(at)))
    const kept = stored(new AggregateError(errors, "all failed")) as AggregateError
    expect(encodeError(new AggregateError(errors, "all failed")).length).toBeLessThan(2 * most)
    expect(kept).toBeInstanceOf(AggregateError)
    expect(kept.errors[0]).toMatchObject({ message: "0" })
  })

  it("properties, and names them; the tag and what is small stay", () => {
    const declined = Object.assign(new Error("no"), {
      [failureBrand]: "Declined",
      _tag: "Declined",
      code: 402,
      body: "x".repeat(2 ** 21),
      after: "small",
    })
    const kept = stored(declined)
    expect(failureTag(kept)).toBe("Declined")
    expect(kept).toMatchObject({ message: "no [too large to be stored: body]", code: 402, after: "small" })
    expect(kept).not.toHaveProperty("body")
  })

  it("very many properties", () => {
    const error = Object.assign(
      new Error("no"),
      Object.fromEntries(Array.from({ length: 1e5 }, (_, at) => [`k${at}`, at])),
    )
    expect(stored(error)).toMatchObject({ message: "no", k0: 0, k9: 9 })
    expect(encodeError(error).length).toBeLessThan(most)
  })

  it("a thrown text", () => {
    expect(stored("x".repeat(2 ** 21))).toMatch(/^x+\.\.\. \[cut: 2097152 characters\]$/)
  })
})

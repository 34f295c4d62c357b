import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  decodeValue,
  encodeError,
  encodeValue,
  failureBrand,
  failureTag,
  isStatewrightError,
  NotStorable,
} from "../../src/index.ts"
import { writeTree } from "../../src/codec/write-tree.ts"
import { graph } from "./graphs.ts"
import { differenceOf } from "./isomorphism.ts"

const roundTrip = (value: unknown): unknown => decodeValue(encodeValue(value))

describe("A.9 encodeValue and decodeValue", () => {
  it("keep any graph with its content, order, sharing and cycles", () => {
    fc.assert(
      fc.property(graph, (value) => {
        const text = encodeValue(value)
        const back = decodeValue(text)
        expect(differenceOf(value, back)).toBeUndefined()
        expect(encodeValue(back)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  it("write small plain values as any other", () => {
    const small = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      graph,
      fc.array(fc.constantFrom(0, -0, "a", {}, null), { maxLength: 4 }),
    )
    fc.assert(
      fc.property(small, (value) => {
        expect(encodeValue(value)).toBe(`[1,${writeTree({ numbers: new Map() }, value, "")}]`)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    undefined,
    null,
    -0,
    0,
    Number.NaN,
    Infinity,
    -Infinity,
    5e-324,
    2 ** 53,
    "",
    "\ud800",
    '["u"]',
    0n,
    -(10n ** 40n),
  ])("keep the primitive %s", (value) => expect(roundTrip(value)).toBe(value))

  it("keep -0, NaN and undefined inside of collections", () => {
    const value = new Map<unknown, unknown>([
      [Number.NaN, [-0, undefined]],
      ["s", new Set([undefined, null])],
    ])
    expect(differenceOf(value, roundTrip(value))).toBeUndefined()
  })

  it("keep `__proto__` as plain data and touch no prototype", () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":[{"x":["u"]}]}}')
    const back = roundTrip(value)
    expect(differenceOf(value, back)).toBeUndefined()
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
    expect({}).not.toHaveProperty("polluted")
  })

  it("keep holes, the length of an array that ends with one, and undefined beside them", () => {
    const value = [, 1, undefined, , "x"]
    value.length = 4_000_000_000
    const back = roundTrip(value)
    expect(Object.keys(back as object)).toEqual(["1", "2", "4"])
    expect(back).toHaveProperty("length", 4_000_000_000)
  })

  it("keep two views on one buffer on one buffer", () => {
    const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8])
    const value = { all: bytes, tail: bytes.subarray(6), number: new DataView(bytes.buffer, 2, 4) }
    const back = roundTrip(value) as typeof value
    back.tail[0] = 99
    expect(back.all).toEqual(new Uint8Array([1, 2, 3, 4, 5, 6, 99, 8]))
    expect(back.number.getUint16(0)).toBe(0x0304)
  })

  it("keep what is frozen frozen, in a cycle too", () => {
    const value: { self?: unknown; list: readonly number[] } = { list: Object.freeze([1, 2]) }
    value.self = value
    Object.freeze(value)
    expect(differenceOf(value, roundTrip(value))).toBeUndefined()
  })

  it("keep a list that is nested 100,000 deep", () => {
    let value: unknown
    for (let n = 0; n < 100_000; n++) value = { next: value }
    expect(differenceOf(value, roundTrip(value))).toBeUndefined()
  })
})

describe("A.9 errors", () => {
  it("keep class, message, cause, properties and stack of a built-in error", () => {
    const value = Object.assign(new TypeError("no", { cause: new SyntaxError("deep") }), { status: 404 })
    const back = roundTrip(value) as TypeError
    expect(back).toBeInstanceOf(TypeError)
    expect(differenceOf(value, back)).toBeUndefined()
    expect(back.stack).toBe(value.stack)
    expect(Object.keys(back)).toEqual(["status"])
  })

  it("keep the brand, the tag and the data of an error that `failure()` made", () => {
    class CardDeclined extends Error {
      readonly _tag = "CardDeclined"
      readonly code = "expired"
      get [failureBrand](): string {
        return "CardDeclined"
      }
      override get name(): string {
        return "CardDeclined"
      }
    }
    const back = roundTrip(new CardDeclined("declined")) as CardDeclined
    expect(failureTag(back)).toBe("CardDeclined")
    expect(back).toMatchObject({ name: "CardDeclined", message: "declined", _tag: "CardDeclined", code: "expired" })
    expect(Object.keys(back)).toEqual(["_tag", "code"])
    expect(failureTag(roundTrip(back))).toBe("CardDeclined")
  })

  it("keep name, message and properties of a class that nobody registered", () => {
    class Missing extends RangeError {
      override name = "Missing"
      readonly where = "GVA"
    }
    const back = roundTrip(new Missing("no airport"))
    expect(back).toBeInstanceOf(RangeError)
    expect(back).toMatchObject({ name: "Missing", message: "no airport", where: "GVA" })
  })

  it("keep errors of Node, of the platform and of Statewright recognizable", () => {
    const aborted = roundTrip(AbortSignal.abort().reason)
    expect(aborted).toMatchObject({ name: "AbortError", message: "This operation was aborted" })
    const refused = roundTrip(new NotStorable("output.x", "is a function", "Keep data."))
    expect(isStatewrightError(refused)).toBe(true)
    expect(refused).toMatchObject({ name: "NotStorable", code: "VAL-001", path: "output.x", hint: "Keep data." })
  })

  it("are stored by encodeError without what cannot be", () => {
    const declined = Object.assign(new TypeError("no", { cause: Object.assign(new Error("deep"), { retry() {} }) }), {
      [failureBrand]: "Declined",
      _tag: "Declined",
      status: 402,
      request: new AbortController(),
    })
    const back = decodeValue(encodeError(declined)) as TypeError
    expect(back).toBeInstanceOf(TypeError)
    expect(back).toMatchObject({ message: "no", _tag: "Declined", status: 402, stack: declined.stack })
    expect(back).not.toHaveProperty("request")
    expect(back.cause).toMatchObject({ message: "deep" })
    expect(failureTag(back)).toBe("Declined")
    expect(decodeValue(encodeError(() => {}))).toMatchObject({
      message: "What was thrown cannot be stored: a value of type function.",
    })
  })

  it("are stored by encodeError whatever throws when it is looked at", () => {
    const refuse = (): never => {
      throw new TypeError("Look away.")
    }
    const silent = Object.defineProperty(new RangeError("silent"), "message", { get: refuse })
    const rootless = Object.defineProperty(new RangeError("rootless"), "stack", { get: refuse })
    const masked = new Proxy(new Error("masked"), { get: refuse, getPrototypeOf: refuse, ownKeys: refuse })
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    const stored = [silent, rootless, masked, revoked.proxy].map((thrown) => decodeValue(encodeError(thrown)))
    expect(stored).toEqual([expect.any(RangeError), expect.any(RangeError), expect.any(Error), expect.any(Error)])
    expect(stored[1]).toMatchObject({ message: "rootless" })
    expect(stored[3]).toMatchObject({ message: "What was thrown cannot be stored: a value of type object." })
  })

  it("are shared like any other object", () => {
    const error = new Error("once")
    const [left, right] = roundTrip([error, new AggregateError([error], "several")]) as [Error, AggregateError]
    expect(right.errors[0]).toBe(left)
  })
})

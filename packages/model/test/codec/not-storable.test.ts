import * as vitest from "vitest"
import { describe, expect, it } from "vitest"
import { encodeValue, NotStorable } from "../../src/index.ts"

class Money {
  readonly cents = 1
}

const refusal = (value: unknown): NotStorable => {
  try {
    encodeValue(value, "output")
  } catch (error) {
    if (error instanceof NotStorable) return error
    throw error
  }
  throw new Error("it was stored")
}

const extra = Object.assign([1], { index: 0 })
const hidden = Object.defineProperty({}, "secret", { value: 1, configurable: true, writable: true })
const readOnly = Object.defineProperty({}, "fixed", { value: 1, enumerable: true })

describe("A.9 NotStorable", () => {
  it.each<[what: string, value: unknown, path: string, reason: string]>([
    ["a function", { items: [0, 1, 2, { callback: () => {} }] }, "output.items[3].callback", "is a function"],
    ["a symbol", [Symbol("x")], "output[0]", "is a symbol"],
    ["a promise", { later: Promise.resolve() }, "output.later", "is an instance of `Promise`"],
    ["an instance", { price: new Money() }, "output.price", "is an instance of `Money`"],
    ["a WeakMap", { seen: new WeakMap() }, "output.seen", "is an instance of `WeakMap`"],
    ["a Buffer", { data: Buffer.from("x") }, "output.data", "is an instance of `Buffer`"],
    ["a boxed number", { n: Object(1) }, "output.n", "is an instance of `Number`"],
    ["a subclass of Map", new (class Prices extends Map {})(), "output", "is an instance of `Prices`"],
    ["a subclass of Array", new (class Lines extends Array {})(), "output", "is an instance of `Lines`"],
    ["what inherits from an object", Object.create({ a: 1 }), "output", "is an instance of `Object`"],
    ["what only looks like a Map", Object.create(Map.prototype), "output", "only looks like a built-in object"],
    [
      "a getter",
      {
        get total() {
          return 1
        },
      },
      "output.total",
      "is a getter or setter",
    ],
    ["a symbol as key", { a: { [Symbol.iterator]: 1 } }, "output.a", "has a property whose key is a symbol"],
    ["a hidden property", hidden, "output.secret", "is a hidden"],
    ["a read-only property", readOnly, "output.fixed", "is a read-only property"],
    ["a sealed object", { at: Object.seal({ a: 1 }) }, "output.at", "is sealed but not frozen"],
    ["a property on an array", { list: extra }, "output.list", "is an array with a property of its own, `index`"],
    ["a property on a Date", Object.assign(new Date(), { zone: "UTC" }), "output", "is a Date with a property"],
    ["a module", [vitest], "output[0]", "has a property whose key is a symbol"],
    ["a value of a Map", { by: new Map([["a b", () => {}]]) }, 'output.by.get("a b")', "is a function"],
    ["a key of a Map", new Map([[() => {}, 1]]), "output.keys()[0]", "is a function"],
    ["an element of a Set", new Set([1, Money]), "output.values()[1]", "is a function"],
    ["an element behind a hole", [, , Money], "output[2]", "is a function"],
    ["a property with an odd name", { "a-b": Money }, 'output["a-b"]', "is a function"],
    ["the cause of an error", new Error("x", { cause: Money }), "output.cause", "is a function"],
    ["a property of an error", Object.assign(new Error("x"), { retry() {} }), "output.retry", "is a function"],
  ])("names the path and what is there: %s", (_, value, path, reason) => {
    const { path: found, reason: said, message, hint, code } = refusal(value)
    expect([found, said]).toEqual([path, expect.stringContaining(reason)])
    expect(message).toContain(path)
    expect(hint).not.toBe("")
    expect(code).toBe("VAL-001")
  })

  it("runs no code of the value", () => {
    const value = {
      get a(): never {
        throw new Error("was run")
      },
    }
    expect(refusal(value).path).toBe("output.a")
  })

  it("cuts a very long path in the message only", () => {
    let value: unknown = () => {}
    for (let n = 0; n < 10_000; n++) value = { next: value }
    const error = refusal(value)
    expect(error.path).toHaveLength("output".length + 10_000 * ".next".length)
    expect(error.message.length).toBeLessThan(300)
  })
})

import { inspect } from "node:util"

import { describe, expect, it } from "vitest"

import { isJson, payloadJson } from "../src/payload/payload-json.ts"
import { errorLine, payloadLine, payloadText } from "../src/payload/payload-text.ts"
import { jsonText } from "../src/screen/json-text.ts"
import { printable, printableLine } from "../src/screen/printable.ts"

const loop: { self?: unknown } = {}
loop.self = loop

describe("isJson", () => {
  it.each([[null], [0], ["text"], [[1, { a: [] }]], [{ a: { b: true } }]])("is so of %j", (value) => {
    expect(isJson(value)).toBe(true)
    expect(JSON.parse(JSON.stringify(value))).toEqual(value)
  })

  it.each([
    [undefined],
    [-0],
    [Number.NaN],
    [1n],
    [new Date(0)],
    [new Map()],
    [[, 1]],
    [{ a: undefined }],
    [loop],
    [{ [Symbol("s")]: 1 }],
  ])("is not so of %s", (value) => {
    expect(isJson(value)).toBe(false)
  })

  it("tells a value that stands twice from one that holds itself", () => {
    const twice = { a: 1 }
    expect(isJson([twice, twice])).toBe(true)
  })
})

describe("a value that is 10,000 levels deep", () => {
  it("N.6 is shown as far as anybody could read it (fault 49)", () => {
    let deep: unknown = "the bottom"
    for (let n = 0; n < 10_000; n++) deep = { deep }
    expect(payloadText(deep).length).toBeLessThan(1000)
    expect(payloadLine(deep).length).toBeLessThan(101)
    expect(jsonText(payloadJson(deep))).toContain('"inspected"')
    expect(jsonText(payloadJson(Object.assign(new Error("no"), { deep })))).toContain('"message": "no"')
  })
})

describe("payloadJson", () => {
  it("P.2 writes what JSON has no word for as a program expects it", () => {
    const error = Object.assign(new TypeError("no", { cause: "why" }), { code: 7n })
    const value = {
      at: new Date(0),
      big: 12n,
      gone: undefined,
      error,
      list: [undefined, new Set([1])],
      nan: Number.NaN,
    }
    expect(payloadJson(value)).toEqual({
      at: "1970-01-01T00:00:00.000Z",
      big: "12",
      error: { name: "TypeError", message: "no", code: "7", cause: "why" },
      list: [null, { inspected: "Set(1) { 1 }" }],
      nan: { inspected: "NaN" },
    })
    expect(payloadJson(loop)).toEqual({ self: { inspected: inspect(loop) } })
    expect(payloadJson(new Date(Number.NaN))).toEqual({ inspected: "Invalid Date" })
  })
})

describe("payloadText", () => {
  it("P.2 is JSON where that says all, and what Node shows where not", () => {
    expect(payloadText({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}')
    expect(payloadText(new Map([["a", 1n]]))).toBe("Map(1) { 'a' => 1n }")
    expect(payloadLine({ long: "x".repeat(200) }, 20)).toBe(`{"long":"${"x".repeat(10)}…`)
  })

  it("shows of a stack only the project's own lines", () => {
    const error = new Error("broken")
    error.stack =
      "Error: broken\n    at run (/app/src/a.ts:1:2)\n    at x (file:///app/node_modules/effect/e.js:1:2)\n    at node:internal/y:3:4"
    expect(payloadText(error)).toBe("Error: broken\n    at run (/app/src/a.ts:1:2)")
    expect(payloadText(Object.assign(error, { code: 1 }))).toBe(
      "Error: broken\n    at run (/app/src/a.ts:1:2) {\n  code: 1\n}",
    )
  })

  it("P.2 lets no payload talk to the terminal", () => {
    const evil = "\u001B]0;title\u0007 \u009B2J \u202Eabc\u2028\r\nend\t."
    const shown = "\\u001b]0;title\\u0007 \\u009b2J \\u202eabc\\u2028\\u000d"
    expect(printable(evil)).toBe(`${shown}\nend\t.`)
    expect(printableLine(evil)).toBe(`${shown}\\u000aend\\u0009.`)
    expect(JSON.parse(jsonText({ evil }))).toEqual({ evil })
    for (const text of [
      payloadText({ evil }),
      payloadText(new Map([[evil, 1n]])),
      payloadLine(evil),
      errorLine(new Error(evil)),
      jsonText({ evil }, 0),
    ]) {
      // oxlint-disable-next-line eslint/no-control-regex -- they are what must not be there
      expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u202E]/)
    }
  })

  it("P.2 writes an error of several lines on one", () => {
    expect(errorLine(new RangeError("It does not fit.\n  n: too small"))).toBe(
      "RangeError: It does not fit. n: too small",
    )
  })
})

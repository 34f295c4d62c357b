import type { Frame } from "@statewright/model"
import { describe, expect, it } from "vitest"

import { frameDifference } from "../src/frame-difference.ts"

const frame = (locals: Record<string, unknown>): Frame => ({
  seq: 1,
  activations: new Map([[0, { number: 0, procedure: "main", state: "ask", locals }]]),
  waits: new Map([["ask#1", undefined]]),
})

const shared = { n: 1 }

describe("two frames", () => {
  it.each([
    ["locals in another order", { a: 1, b: shared }, { b: { n: 1 }, a: 1 }],
    ["one object in two places", { a: shared, b: [shared] }, { a: shared, b: [shared] }],
    ["collections", { a: new Map([[shared, new Set([1])]]) }, { a: new Map([[{ n: 1 }, new Set([1])]]) }],
    [
      "dates, patterns and errors",
      { a: [new Date(1), /a/g, new Error("no")] },
      { a: [new Date(1), /a/g, new Error("no")] },
    ],
    ["numbers that are none", { a: Number.NaN }, { a: Number.NaN }],
  ])("A.9 are the same with %s", (_, one, other) => {
    expect(frameDifference(frame(one), frame(other))).toBeUndefined()
  })

  it.each([
    ["a value", { a: [1, 2] }, { a: [1, 3] }, "activation 0.local a.1"],
    ["a local", { a: 1 }, { a: 1, b: 2 }, "activation 0"],
    ["the order of properties", { a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, "activation 0.local a.x"],
    ["an object that is two", { a: shared, b: shared }, { a: shared, b: { n: 1 } }, "activation 0.local b"],
    ["two objects that are one", { a: shared, b: { n: 1 } }, { a: shared, b: shared }, "activation 0.local b"],
    ["the order of entries", { a: new Set([1, 2]) }, { a: new Set([2, 1]) }, "activation 0.local a.member 0"],
    ["minus zero", { a: 0 }, { a: -0 }, "activation 0.local a"],
    ["an array's length", { a: [] }, { a: Array.from({ length: 2 }) }, "activation 0.local a"],
  ])("A.9 differ with %s", (_, one, other, path) => {
    expect(frameDifference(frame(one), frame(other))).toBe(path)
  })
})

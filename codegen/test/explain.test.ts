import { describe, expect, it } from "vitest"

import { diagnosticCodes, explain, nearestCode } from "../src/diagnostic/explain.ts"

describe("explain", () => {
  it("A.6 gives the whole page of a code, however it is written", () => {
    expect(explain("sw3102")).toEqual({
      code: "SW3102",
      title: "function lives across a wait",
      severity: "error",
      message: "Function `NAME` is needed after the wait at line LINE, and a function cannot be stored.",
      hint: expect.stringContaining("declare it again after the wait."),
      explanation: expect.any(String),
      bad: [expect.stringContaining("const add")],
      good: [expect.stringContaining("const add")],
      docs: "docs/language.md#sw3102",
    })
    expect(explain("SW2401")?.explanation).toMatch(/^A segment may be computed twice: [^]*\.$/)
    expect(explain("SW2401")?.bad.length).toBeGreaterThan(1)
  })

  it("A.6 knows every code, and leaves no placeholder in its page", () => {
    for (const code of diagnosticCodes) expect(JSON.stringify(explain(code)), code).not.toMatch(/%\w+%|```|Remedy:/)
  })

  it.each([
    ["SW9999", undefined],
    ["", undefined],
    ["hello", undefined],
    ["SW2114", "SW2104"],
    ["SW4122", "SW4120"],
    ["3101", "SW3101"],
    ["sw310", "SW3101"],
  ])("A.6 knows no code %s; the nearest is %s", (typed, nearest) => {
    expect(explain(typed)).toBeUndefined()
    expect(nearestCode(typed)).toBe(nearest)
  })
})

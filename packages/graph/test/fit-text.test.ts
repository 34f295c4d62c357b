import { describe, expect, it } from "vitest"
import { fitText } from "../src/layout/fit-text.ts"
import { textWidth } from "../src/layout/text-width.ts"

const style = { family: "code", size: 10 } as const

describe("fitText", () => {
  it("breaks code where code may be broken", () => {
    expect(fitText("square({ value: first, other: second })", style, { width: 160, lines: 2 })).toEqual([
      "square({ value: first,",
      "other: second })",
    ])
  })

  it("cuts what does not fit, never through a character", () => {
    expect(fitText("🙂🙂🙂🙂", style, { width: 30, lines: 1 })).toEqual(["🙂🙂…"])
  })

  it("makes one line of many", () => {
    expect(fitText("a(\n  b,\n)", style, { width: 200, lines: 2 })).toEqual(["a( b, )"])
  })

  it("always comes to an end", () => {
    expect(fitText("abc", style, { width: 0, lines: 2 })).toEqual(["a", "b…"])
  })
})

describe("textWidth", () => {
  it("grows with the size, with each character, and with bold", () => {
    expect(textWidth("ab", style)).toBe(2 * textWidth("a", style))
    expect(textWidth("a", { ...style, size: 20 })).toBe(2 * textWidth("a", style))
    expect(textWidth("a", { family: "text", size: 10, bold: true })).toBeGreaterThan(
      textWidth("a", { family: "text", size: 10 }),
    )
  })
})

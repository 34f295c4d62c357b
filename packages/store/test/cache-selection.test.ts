import { describe, expect, it } from "vitest"
import { isSelected, matches } from "../src/port/cache-selection.ts"

const entry = { tenant: "acme", step: "price", label: "user:7", tags: ["users", "eu"] }

describe("which cached answers are meant", () => {
  it("F14.7 those by step, label, tag and pattern, of a tenant or of all", () => {
    const all = [{}, { tenant: "acme" }, { step: "price" }, { step: "price", label: "user:7" }, { tag: "eu" }]
    for (const selection of all) expect(isSelected(selection, entry)).toBe(true)
    expect(isSelected({ pattern: "price/user:*" }, entry)).toBe(true)
    const none = [
      { tenant: "" },
      { step: "cost" },
      { step: "price", label: "user:8" },
      { tag: "us" },
      { pattern: "price" },
    ]
    for (const selection of none) expect(isSelected(selection, entry)).toBe(false)
    expect(isSelected({ tag: "eu", tenant: "evil" }, entry)).toBe(false)
  })

  it("F14.7 `*` stands for any characters, `?` for one, and all others for themselves", () => {
    const all = [""]
    for (const text of all) if (text.length < 4) all.push(...["a", "b", "*", "?"].map((letter) => text + letter))
    const wrong = all.flatMap((pattern) =>
      all.filter((text) => matches(pattern, text) !== slowly(Array.from(pattern), Array.from(text))),
    )
    expect(wrong).toEqual([])
    expect(matches("[?", "[😀")).toBe(true)
    expect(matches("price/*", "price/a/b\nc")).toBe(true)
    // As long as this, a pattern with many stars must not take for ever.
    expect(matches(`${"a*".repeat(1_000)}b`, "a".repeat(10_000))).toBe(false)
  })
})

const slowly = ([first, ...pattern]: string[], text: string[]): boolean => {
  if (first === undefined) return text.length === 0
  if (first === "*") return slowly(pattern, text) || (text.length > 0 && slowly(["*", ...pattern], text.slice(1)))
  return text.length > 0 && (first === "?" || first === text[0]) && slowly(pattern, text.slice(1))
}

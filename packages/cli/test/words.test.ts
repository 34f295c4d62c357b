import { describe, expect, it } from "vitest"

import { nearest } from "../src/error/nearest.ts"
import { isColourful, isLive } from "../src/screen/paint.ts"
import { printableId } from "../src/screen/printable.ts"
import { pad, table } from "../src/screen/table.ts"
import { lengthText, momentText } from "../src/screen/time-text.ts"

describe("nearest", () => {
  it("P.2 finds the word that was meant, or none", () => {
    expect(nearest("colect", ["nap", "collect", "select"])).toBe("collect")
    expect(nearest("Collect", ["collect"])).toBe("collect")
    expect(nearest("invoice", ["nap", "collect"])).toBeUndefined()
    expect(nearest("x", [])).toBeUndefined()
  })
})

describe("lengthText", () => {
  it.each([
    [-5, "0 ms"],
    [999, "999 ms"],
    [1000, "1.0 s"],
    [59_999, "59.9 s"],
    [60_000, "1 min 0 s"],
    [3_599_999, "59 min 59 s"],
    [90_000_000, "1 d 1 h"],
  ])("%i is %s", (millis, text) => {
    expect(lengthText(millis)).toBe(text)
  })

  it("says moments in UTC", () => {
    expect(momentText(0)).toBe("1970-01-01 00:00:00Z")
  })
})

describe("table", () => {
  it("is as wide as its widest cells, whose colours have no width", () => {
    expect(
      table(
        ["A", "B"],
        [
          ["long", "x"],
          ["\u001B[31mred\u001B[39m", "y"],
        ],
      ),
    ).toBe("A     B\nlong  x\n\u001B[31mred\u001B[39m   y")
    expect(pad("é", 3)).toBe("é  ")
  })
})

describe("a stream", () => {
  const terminal = { isTTY: true }

  it("P.2 is coloured when NO_COLOR, FORCE_COLOR, CI and what it is say so, in this order", () => {
    expect(isColourful(terminal, {})).toBe(true)
    expect(isColourful({}, {})).toBe(false)
    expect(isColourful({}, { FORCE_COLOR: "1" })).toBe(true)
    expect(isColourful(terminal, { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false)
    expect(isColourful(terminal, { FORCE_COLOR: "0" })).toBe(false)
    expect(isColourful(terminal, { CI: "true" })).toBe(false)
    expect(isColourful(terminal, { NO_COLOR: "" })).toBe(true)
  })

  it("P.2 has lines that change only on a terminal that somebody looks at", () => {
    expect(isLive(terminal, { FORCE_COLOR: "1" })).toBe(true)
    expect(isLive({}, { FORCE_COLOR: "1" })).toBe(false)
    expect(isLive(terminal, { CI: "1" })).toBe(false)
    expect(isLive(terminal, { TERM: "dumb" })).toBe(false)
  })
})

describe("printableId", () => {
  it("N.6 writes ids that are not the same so that they look apart (fault 52)", () => {
    const alike = [
      "caf\u00E9",
      "cafe\u0301",
      "caf\u00E9\u200B",
      "\u2060caf\u00E9",
      "caf\u00E9\u202E",
      "caf\u00E9\u00A0",
    ]
    const shown = alike.map(printableId)
    expect(new Set(shown).size).toBe(alike.length)
    expect(shown).toEqual([
      "caf\u00E9",
      String.raw`cafe\u{301}`,
      String.raw`café\u{200b}`,
      String.raw`\u{2060}café`,
      String.raw`café\u202e`,
      String.raw`café\u{a0}`,
    ])
    expect(printableId("job 7/../x")).toBe("job 7/../x")
  })
})

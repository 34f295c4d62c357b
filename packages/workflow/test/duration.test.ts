import { describe, expect, it } from "vitest"
import { type Duration, durationMillis, InvalidDuration } from "@statewright/workflow"

describe("durationMillis", () => {
  it.each<[Duration, number]>([
    [0, 0],
    [250, 250],
    ["1 millisecond", 1],
    ["1 second", 1_000],
    ["20 minutes", 1_200_000],
    ["1.5 hours", 5_400_000],
    ["1.1 seconds", 1_100],
    ["3 days", 259_200_000],
    ["2 weeks", 1_209_600_000],
  ])("reads %s as %d milliseconds", (duration, milliseconds) => {
    expect(durationMillis(duration)).toBe(milliseconds)
  })

  it("N.6 never gives a negative zero, which SQLite and Object.is tell from zero", () => {
    expect(Object.is(durationMillis(-0), 0)).toBe(true)
  })

  it.each([
    Number.NaN,
    Infinity,
    -1,
    1e300,
    "-1 seconds",
    "1 fortnight",
    "second",
    "1  second",
    "",
    "1e3 seconds",
    "999999999 weeks",
    null,
    {},
  ])("N.6 refuses %o with a typed error that names it", (given) => {
    // Only callers without types can pass these.
    expect(() => durationMillis(given as Duration)).toThrow(InvalidDuration)
    expect(() => durationMillis(given as Duration)).toThrow(
      expect.objectContaining({ _tag: "InvalidDuration", code: "DEF-002" }),
    )
  })
})

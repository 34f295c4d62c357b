import { InvalidDuration, sleep } from "@statewright/workflow"
import type { Duration } from "@statewright/workflow"
import fc from "fast-check"
import { beforeEach, describe, expect, it, vi } from "vitest"
import { lengths, noLengths } from "./lengths.ts"

const asked: number[] = []

vi.mock("node:timers/promises", () => ({
  setTimeout: async (millis: number) => void asked.push(millis),
}))

beforeEach(() => {
  asked.length = 0
})

describe("sleep in a plain function", () => {
  it("N.2 sleeps as long as it says, by timers that Node can count (fault 14)", () =>
    fc.assert(
      fc.asyncProperty(lengths, async ({ given, millis }) => {
        asked.length = 0
        await sleep(given)
        expect(asked.reduce((sum, part) => sum + part, 0)).toBe(millis)
        expect(Math.max(...asked)).toBeLessThan(2 ** 31)
      }),
    ))

  it("N.2 N.6 refuses what is no length of time, and does not sleep (fault 14)", () =>
    fc.assert(
      fc.property(noLengths, (given) => {
        // Only callers without types can pass these.
        expect(() => sleep(given as Duration)).toThrow(InvalidDuration)
        expect(asked).toEqual([])
      }),
    ))
})

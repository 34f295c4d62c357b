import { describe, expect, it } from "vitest"
import { z } from "zod"
import { failure, step } from "../src/index.ts"

class Busy extends failure("Busy", z.object({})) {}

const made = (deadLetter: unknown) =>
  step("charge", { errors: [Busy], deadLetter: deadLetter as boolean, run: async () => 1 }).definition.deadLetter

describe("what a step says of its dead letters", () => {
  it("F07.1 is whether it leaves any, and for which errors not", () => {
    expect(step("charge", { run: async () => 1 }).definition.deadLetter).toBeUndefined()
    expect(made(true)).toEqual({ enabled: true, unless: new Set() })
    expect(made(false)).toEqual({ enabled: false, unless: new Set() })
    step("charge", { errors: [Busy], deadLetter: { unless: ["Busy", "CircuitOpen"] }, run: async () => 1 })
    expect(made({ unless: ["Busy", "CircuitOpen"] })?.unless).toEqual(new Set(["Busy", "CircuitOpen"]))
  })

  it.each([["yes"], [1], [null], [{}], [{ unless: "Busy" }], [{ unless: ["Bussy"] }], [{ unless: [], except: [] }]])(
    "F07.1 is refused where it makes no sense: %j",
    (deadLetter) => {
      expect(() => made(deadLetter)).toThrow(expect.objectContaining({ _tag: "InvalidDeadLetter", code: "DEF-013" }))
    },
  )

  it("F07.1 names errors that the step declares, by their types, too", () => {
    const unless = ["Bussy"] as const
    // @ts-expect-error the step declares no such error
    expect(() => step("charge", { errors: [Busy], deadLetter: { unless }, run: async () => 1 })).toThrow(/Bussy/u)
  })
})

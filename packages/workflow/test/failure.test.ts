import { describe, expect, it } from "vitest"
import { decodeValue, encodeValue, failureTag } from "@statewright/model"
import * as authoring from "@statewright/workflow"
import { failure, InvalidFailure, InvalidName, TagTaken, ValidationFailed } from "@statewright/workflow"
import { z } from "zod"

class CardDeclined extends failure(
  "CardDeclined",
  z.object({ code: z.string(), cents: z.coerce.number().default(0) }),
) {
  get isFraud(): boolean {
    return this.code === "fraud"
  }
}
class OutOfStock extends failure("OutOfStock", z.object({ message: z.string() })) {}

describe("failure", () => {
  it("carries its tag and its parsed fields as own properties", () => {
    const error = new CardDeclined({ code: "fraud" })
    expect(error).toBeInstanceOf(Error)
    expect(Object.assign({}, error)).toEqual({ _tag: "CardDeclined", code: "fraud", cents: 0 })
    expect(JSON.parse(JSON.stringify(error))).toEqual({ _tag: "CardDeclined", code: "fraud", cents: 0 })
    expect([error.name, CardDeclined.tag, failureTag(error), error.isFraud]).toEqual([
      "CardDeclined",
      "CardDeclined",
      "CardDeclined",
      true,
    ])
  })

  it("says in its message what happened", () => {
    expect(new CardDeclined({ code: "expired", cents: 5 }).message).toBe('CardDeclined (code: "expired", cents: 5)')
    expect(new OutOfStock({ message: "No bolts are left." }).message).toBe("No bolts are left.")
  })

  it("names itself and the line that made it in its stack", () => {
    expect(new CardDeclined({ code: "expired" }).stack).toMatch(/CardDeclined.*\n[^]*failure\.test\.ts/)
  })

  it("A.9 is recognised by brand and tag, whatever class an error was read back as", () => {
    const decoded = decodeValue(encodeValue(new CardDeclined({ code: "expired" })))
    expect(decoded).toMatchObject({ _tag: "CardDeclined", name: "CardDeclined", code: "expired", cents: 0 })
    expect(decoded).not.toHaveProperty("isFraud")
    expect(decoded instanceof CardDeclined).toBe(true)
    expect(decoded instanceof OutOfStock).toBe(false)
    expect(new Error("CardDeclined") instanceof CardDeclined).toBe(false)
    expect((null as unknown) instanceof CardDeclined).toBe(false)
  })

  it("F13.2 refuses fields that do not fit, with the path of each issue", () => {
    // Only callers without types can pass this.
    const make = () => new CardDeclined({ code: 7 } as unknown as { code: string })
    expect(make).toThrow(ValidationFailed)
    expect(make).toThrow(/fields of failure `CardDeclined`[^]*\n {2}code: /)
  })

  it("N.6 refuses a tag that is no name, an async schema, no object, and fields that are the error's own", () => {
    expect(() => failure("not a tag", z.object({}))).toThrow(InvalidName)
    class Slow extends failure("Slow", z.object({ a: z.string().refine(async () => true) })) {}
    class Bare extends failure("Bare", z.array(z.number())) {}
    class Greedy extends failure("Greedy", z.object({ stack: z.string() })) {}
    expect(() => new Slow({ a: "x" })).toThrow(InvalidFailure)
    expect(() => new Bare([1])).toThrow(InvalidFailure)
    expect(() => new Greedy({ stack: "x" })).toThrow(InvalidFailure)
  })

  it("N.6 A.8 refuses a tag that an error of Statewright's own has, which nobody could tell from it", () => {
    const words = Object.values(authoring).filter((word) => typeof word === "function" && "tag" in word)
    const own = words.map((word) => (word as { readonly tag?: unknown }).tag) // asked above
    expect(own).toEqual(expect.arrayContaining(["Cancelled", "EventTimedOut", "JoinFailed", "ChildFailed"]))
    for (const tag of [...own.map(String), "StepTimedOut", "ValidationFailed"]) {
      expect(() => failure(tag, z.object({})), tag).toThrow(TagTaken)
    }
    expect(() => failure("Cancelled", z.object({}))).toThrow("`Cancelled` cannot be the tag of a failure")
  })
})

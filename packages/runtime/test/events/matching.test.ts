import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { keyOfEvent, keyOfWait } from "../../src/events/match-key.ts"
import { matchOf } from "../../src/events/matching.ts"
import { site } from "../../src/machine/index.ts"

const primitives = fc.oneof(
  fc.string(),
  fc.string({ minLength: 190, maxLength: 210 }),
  fc.double(),
  fc.constantFrom(0, -0, 1, "1", 1n, true, "true", null, undefined, "null", Number.NaN, "NaN"),
)

describe("matching an event with a wait", () => {
  it("F10.2 finds by an index what is equal, and nothing else", () => {
    const paths = [["a"], ["b", "c"]]
    fc.assert(
      fc.property(fc.array(primitives, { minLength: 4, maxLength: 4 }), ([a, c, left, right]) => {
        const [of, wanted] = [keyOfEvent({ paths }, { a, b: { c } }), keyOfWait({ keys: [left, right] })]
        expect(of !== undefined && of === wanted).toBe(a === left && c === right)
      }),
    )
  })

  it("F10.2 a way that leads through nothing, or to an object, matches nothing", () => {
    expect(keyOfEvent({ paths: [["a", "b"]] }, { a: undefined })).toBeUndefined()
    expect(keyOfEvent({ paths: [["a"]] }, { a: {} })).toBeUndefined()
    expect(keyOfEvent({ paths: [["a", "length"]] }, { a: "four" })).toBe(keyOfWait({ keys: [4] }))
    expect(keyOfWait({ unmatchable: "it is compared with a value of type object" })).toBeUndefined()
  })

  it("F10.2 SEMANTICS 26 asks what is left of the predicate of those alone, and a throw is no match", () => {
    const asked: unknown[] = []
    const priced = site("priced", {
      paths: [["id"]],
      where: (event: { cents: number }, given: { least: number }) => {
        asked.push(event)
        if (event.cents < 0) throw new Error("no price")
        return event.cents > given.least
      },
    })
    const wait = { keys: ["a"], given: { least: 5 } }
    expect(matchOf(priced, wait, { id: "a", cents: 6 })).toEqual({ matches: true })
    expect(matchOf(priced, wait, { id: "a", cents: 5 })).toEqual({ matches: false })
    expect(matchOf(priced, wait, { id: "b", cents: 6 })).toEqual({ matches: false })
    expect(matchOf(priced, wait, { id: "a", cents: -1 })).toEqual({ matches: false, trouble: new Error("no price") })
    expect(asked).toHaveLength(3)
  })
})

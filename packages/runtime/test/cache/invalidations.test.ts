import { describe, expect, it } from "vitest"
import { makeInvalidations } from "../../src/policy/cache/invalidations.ts"

const entry = { tenant: "acme", step: "price", label: "user:7", tags: ["users", "eu"] }

describe("what was invalidated lately", () => {
  it("F14.7 concerns an answer whose step began before, whatever its tags may turn out to be", () => {
    const invalidations = makeInvalidations()
    invalidations.add({ step: "price" })
    const since = invalidations.count()
    expect(invalidations.concern(entry, since)).toBe(false)
    expect(invalidations.concern(entry, 0)).toBe(true)
    invalidations.add({ tag: "us", tenant: "acme" })
    expect(invalidations.concern(entry, since)).toBe(false)
    const { tags: _, ...untold } = entry
    expect(invalidations.concern(untold, since)).toBe(true)
    expect(invalidations.concern({ ...untold, tenant: "evil" }, since)).toBe(false)
  })

  it("F14.7 concerns all that began before what is remembered", () => {
    const invalidations = makeInvalidations()
    for (let count = 0; count < 10_001; count++) invalidations.add({ step: "cost" })
    expect(invalidations.count()).toBe(10_001)
    expect(invalidations.concern(entry, 0)).toBe(true)
    expect(invalidations.concern(entry, 9_000)).toBe(false)
    expect(invalidations.concern({ ...entry, step: "cost" }, 9_000)).toBe(true)
    expect(invalidations.concern({ ...entry, step: "cost" }, 10_001)).toBe(false)
  })
})

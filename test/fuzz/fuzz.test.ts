import { describe, expect, it } from "vitest"
import { fuzz } from "./run/fuzz.ts"

describe("random programs", () => {
  it("A.3 do the same when compiled: in memory, stored at every wait, and with every completion twice", async () => {
    // More of them, and each made small: `pnpm fuzz --seed 1 --programs 1000`, and each seldom construct: `pnpm fuzz --kind each`.
    const { findings, runs, refused } = await fuzz({ seed: 1, programs: 150, plans: 12, shrinks: false, say: () => {} })
    expect(findings).toEqual([])
    expect(runs).toBeGreaterThan(1000)
    // Most of what is made must be fit to be compiled.
    expect([...refused.values()].reduce((sum, count) => sum + count, 0)).toBeLessThan(30)
  })
})

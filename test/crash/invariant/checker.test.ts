import { beforeAll, describe, expect, it } from "vitest"
import { historyOf, observe } from "../history/history.ts"
import type { History } from "../history/history.ts"
import { newSite } from "../site/site.ts"
import { expectedTours } from "../tours/expected-tours.ts"
import { tourOrder } from "../tours/tour-order.ts"
import { startWorker } from "../worker/worker-process.ts"
import { invariants, violationsOf } from "./checker.ts"
import { forgeries } from "./forgeries.ts"

/** A history in which all went well: of two runs, looked at once while they were at work, after a kill, and at the end. */
const soundHistory = async (): Promise<History> => {
  const site = await newSite()
  const runs = [tourOrder("tour", 2), tourOrder("another", 3)]
  await startWorker(site, { runs, dies: { at: "step-end", hits: 4 } }).ended
  const midway = await observe(site)
  await startWorker(site, { runs }).ended
  return historyOf(site, { observations: [midway], expected: await expectedTours(runs) })
}

let sound: History
beforeAll(async () => {
  sound = await soundHistory()
})

describe("the checker", () => {
  it("finds nothing wrong with a sound history", async () => {
    expect(sound.effects.length).toBeGreaterThan(12)
    expect(sound.observations[0]?.runs.map(({ row }) => row.status)).toEqual(["running", "running"])
    expect(await violationsOf(sound)).toEqual([])
  })

  it.each(forgeries)("N.2 sees by $breaks: $what", async ({ breaks, forge }) => {
    const violations = await violationsOf(forge(sound))
    expect(violations.map(({ invariant }) => invariant.split(" ")[0])).toContain(breaks)
  })

  it("N.2 has a forged history for each of its invariants", () => {
    const numbers = invariants.map(({ name }) => name.split(" ")[0])
    expect(numbers).toEqual(["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10"])
    expect(new Set(forgeries.map(({ breaks }) => breaks))).toEqual(new Set(numbers))
  })
})

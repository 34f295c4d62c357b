import { beforeAll, describe, expect, it } from "vitest"
import { historyOf, observe } from "../history/history.ts"
import type { History } from "../history/history.ts"
import { newSite } from "../site/site.ts"
import { expectedTours } from "../tours/expected-tours.ts"
import { tourOrder } from "../tours/tour-order.ts"
import { startWorker } from "../worker/worker-process.ts"
import { invariants, violationsOf } from "./checker.ts"
import { forgeries } from "./forgeries.ts"
import { latecomer, policyForgeries } from "./policy-forgeries.ts"

/** A history in which all went well: of two runs, looked at once while they were at work, after a kill, and at the end. */
const soundHistory = async (): Promise<History> => {
  const site = await newSite()
  const runs = [tourOrder("tour", 2), tourOrder("another", 3)]
  await startWorker(site, { runs, dies: { at: "step-end", hits: 4 } }).ended
  const midway = await observe(site)
  await startWorker(site, { runs }).ended
  return historyOf(site, { observations: [midway], expected: await expectedTours(runs) })
}

/** Another one: of two runs that share a price, and of which the exchange turns one away until it gives up; neither can pay. */
const soundMarket = async (): Promise<History> => {
  const site = await newSite()
  for (const [id, lot] of [
    ["market", 3],
    [latecomer, 6],
  ] as const) {
    await startWorker(site, { runs: [{ id, workflow: "market", input: { item: 0, lot, first: id } }] }).ended
  }
  return historyOf(site, {})
}

let sound: History
let market: History
beforeAll(async () => {
  sound = await soundHistory()
  market = await soundMarket()
})

describe("the checker", () => {
  it("finds nothing wrong with a sound history", async () => {
    expect(sound.effects.length).toBeGreaterThan(12)
    expect(sound.observations[0]?.runs.map(({ row }) => row.status)).toEqual(["running", "running"])
    expect(await violationsOf(sound)).toEqual([])
    expect(market.end.letters.map(({ step }) => step)).toEqual(["pay", "pay", "bid"])
    expect(await violationsOf(market)).toEqual([])
  })

  it.each(forgeries)("N.2 sees by $breaks: $what", async ({ breaks, forge }) => {
    const violations = await violationsOf(forge(sound))
    expect(violations.map(({ invariant }) => invariant.split(" ")[0])).toContain(breaks)
  })

  it.each(policyForgeries)("N.2 sees by $breaks: $what", async ({ breaks, forge }) => {
    const violations = await violationsOf(forge(market))
    expect(violations.map(({ invariant }) => invariant.split(" ")[0])).toContain(breaks)
  })

  it("N.2 has a forged history for each of its invariants", () => {
    const numbers = invariants.map(({ name }) => name.split(" ")[0])
    expect(numbers).toEqual(["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13"])
    expect(new Set([...forgeries, ...policyForgeries].map(({ breaks }) => breaks))).toEqual(new Set(numbers))
  })
})

import { describe, expect, it } from "vitest"
import { historyOf, observe } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { newSite } from "./site/site.ts"
import { tourOrder } from "./tours/tour-order.ts"
import { startWorker } from "./worker/worker-process.ts"

const runs = [1, 2, 3].map((doors) => tourOrder(`tour-${doors}`, doors))

describe("a process that is killed while it deletes runs that ended long ago", () => {
  it("N.2 N.4 leaves each of them whole, and the next one deletes them whole", async () => {
    const site = await newSite()
    expect(await startWorker(site, { runs }).ended).toBe("done")
    const before = await historyOf(site, {})
    expect(await violationsOf(before)).toEqual([])

    for (const hits of [1, 2, 3]) {
      const dies = { at: "retention-half", hits } as const
      expect(await startWorker(site, { runs: [], stays: true, retention: 1, dies }).ended).toBe("SIGKILL")
      // All that is stored of them is there still, and fits.
      expect(await violationsOf({ ...before, end: await observe(site) })).toEqual([])
    }

    const worker = startWorker(site, { runs: [tourOrder("another", 1)], retention: 1, stays: true })
    await worker.said("started")
    worker.kill("SIGTERM")
    expect(await worker.ended).toBe("done")
    const { runs: left, damage } = await observe(site)
    expect(left.map(({ row }) => row.id).filter((id) => id !== "another")).toEqual([])
    expect(damage).toEqual([])
  })
})

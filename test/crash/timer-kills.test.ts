import { describe, expect, it } from "vitest"
import { violationsOf } from "./invariant/checker.ts"
import { expectedTours } from "./tours/expected-tours.ts"
import { historyOf, observe } from "./history/history.ts"
import type { Observation } from "./history/history.ts"
import { newSite } from "./site/site.ts"
import { tourOrder } from "./tours/tour-order.ts"
import { napMillis } from "./tours/tour-times.ts"
import { startWorker } from "./worker/worker-process.ts"

const runs = [4, 5].map((doors) => tourOrder(`tour-${doors}`, doors))

describe("a process that is killed between the firing of a timer and the transition that follows", () => {
  it("N.2 leaves the timer to the next one, which fires it once, and not before it is due (fault 15)", async () => {
    const site = await newSite()
    const hits = [1, 1, 2, 3]
    const observations: Observation[] = []
    for (const count of hits) {
      expect(await startWorker(site, { runs, dies: { at: "timer-fired", hits: count } }).ended).toBe("SIGKILL")
      const seen = await observe(site)
      observations.push(seen)
      // What was fired stands there as if it had not been.
      expect(seen.runs.flatMap(({ timers }) => timers)).not.toEqual([])
    }
    expect(await startWorker(site, { runs }).ended).toBe("done")
    const history = await historyOf(site, { observations, expected: await expectedTours(runs) })
    expect(await violationsOf(history)).toEqual([])

    const due = new Map(
      observations.flatMap((seen) =>
        seen.runs.flatMap(({ timers }) => timers.map(({ runId, waitId, dueAt }) => [`${runId} ${waitId}`, dueAt])),
      ),
    )
    for (const { row, transitions } of history.end.runs) {
      const naps = transitions.flatMap(({ at, movedBy }) =>
        movedBy?.kind === "timer" ? [{ at, waitId: movedBy.waitId }] : [],
      )
      expect(naps).toHaveLength(2)
      expect(new Set(naps.map(({ waitId }) => waitId)).size).toBe(naps.length)
      for (const { at, waitId } of naps) {
        expect(at).toBeGreaterThanOrEqual(due.get(`${row.id} ${waitId}`) ?? row.createdAt + napMillis)
      }
    }
  })
})

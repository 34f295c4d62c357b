import type { KillPoint } from "@statewright/store/kill-point"
import { describe, expect, it } from "vitest"
import { historyOf, observe } from "./history/history.ts"
import type { Observation } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { newSite } from "./site/site.ts"
import { expectedTours } from "./tours/expected-tours.ts"
import { tourOrder } from "./tours/tour-order.ts"
import { startWorker } from "./worker/worker-process.ts"

const points: readonly (readonly [string, KillPoint, readonly number[]])[] = [
  ["(fault 1) before a commit", "tx-before", [1, 2, 5]],
  ["(fault 2) after a commit", "tx-after", [1, 2, 5]],
  ["(fault 2) before its caller hears of a start", "start-answered", [1, 2, 3]],
  ["(fault 3) before a counted attempt", "step-start", [1, 4, 7]],
  ["(fault 4) after an effect", "step-end", [1, 4, 7]],
  ["(fault 5) after a result is stored", "result-stored", [1, 4, 7]],
  ["(fault 6) in the midst of a batch", "tx-half", [2, 9, 30]],
  ["(fault 15) at a timer", "timer-fired", [1, 2, 3]],
  ["at the take-over", "lead-taken", [1, 1, 1]],
  ["in recovery", "recovery-half", [1, 1, 1]],
]

describe("a process that is killed", () => {
  it.each(points)(
    "N.1 N.2 F02.5 F06.12 %s (%s, at hits %j of its lives) leaves what the next one ends right",
    async (_, at, hits) => {
      const site = await newSite()
      const runs = [6, 5, 4].map((doors, index) => tourOrder(`tour-${index}`, doors))
      const observations: Observation[] = []
      for (const count of hits) {
        expect(await startWorker(site, { runs, dies: { at, hits: count } }).ended).toBe("SIGKILL")
        observations.push(await observe(site))
      }
      expect(await startWorker(site, { runs }).ended).toBe("done")
      const history = await historyOf(site, { observations, expected: await expectedTours(runs) })
      expect(await violationsOf(history)).toEqual([])
      expect(history.end.runs).toHaveLength(runs.length)
    },
  )
})

import type { KillPoint } from "@statewright/runtime/kill-point"
import { describe, expect, it } from "vitest"
import { violationsOf } from "./checker.ts"
import { expectedTours } from "./expected-tours.ts"
import { historyOf, observe } from "./history.ts"
import type { Observation } from "./history.ts"
import { newSite } from "./site.ts"
import { startWorker } from "./worker-process.ts"

const points: readonly (readonly [KillPoint, readonly number[]])[] = [
  ["tx-before", [1, 2, 5]],
  ["tx-after", [1, 2, 5]],
  ["step-start", [1, 4, 7]],
  ["step-end", [1, 4, 7]],
  ["timer-fired", [1, 2, 3]],
]

describe("a process that is killed", () => {
  it.each(points)(
    "N.1 N.2 F02.5 F06.12 at %s, at hits %j of its lives, leaves what the next one ends right",
    async (at, hits) => {
      const site = await newSite()
      const runs = [6, 5, 4].map((doors, index) => ({ id: `tour-${index}`, doors }))
      const observations: Observation[] = []
      for (const count of hits) {
        expect(await startWorker(site, { runs, dies: { at, hits: count } }).ended).toBe("SIGKILL")
        observations.push(await observe(site))
      }
      expect(await startWorker(site, { runs }).ended).toBe("done")
      const history = await historyOf(site, { kills: hits.length, observations, expected: await expectedTours(runs) })
      expect(violationsOf(history)).toEqual([])
      expect(history.end.runs).toHaveLength(runs.length)
    },
  )
})

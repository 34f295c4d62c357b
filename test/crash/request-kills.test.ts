import type { KillPoint } from "@statewright/store/kill-point"
import { describe, expect, it } from "vitest"
import { historyOf, observe } from "./history/history.ts"
import type { Observation } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { newSite } from "./site/site.ts"
import type { RunOrder } from "./worker/orders.ts"
import { startWorker } from "./worker/worker-process.ts"
import type { Errand } from "./workflows/errand.workflow.ts"

/** It rests for long, and cleans up in two steps. */
const plan: Errand = {
  do: "try",
  first: {
    do: "in turn",
    of: [
      { do: "buy", item: 0 },
      { do: "nap", millis: 30_000 },
    ],
  },
  instead: { do: "buy", item: 1 },
  last: {
    do: "in turn",
    of: [
      { do: "buy", item: 3 },
      { do: "nap", millis: 15 },
      { do: "buy", item: 4 },
    ],
  },
}

const orders = (force: boolean): readonly RunOrder[] =>
  [0, 1, 2].map((at) => ({ id: `errand-${at}`, workflow: "errand", input: { plan }, cancel: { after: 40, force } }))

const points: readonly (readonly [KillPoint, boolean, readonly number[]])[] = [
  ["inbox-stored", false, [1, 2, 3]],
  ["tx-before", false, [3, 5, 7]],
  ["tx-half", false, [30, 45, 60]],
  ["tx-after", false, [3, 5, 7]],
  ["result-stored", false, [4, 2, 2]],
  ["inbox-stored", true, [1, 2, 3]],
  ["tx-before", true, [3, 4, 1]],
  ["tx-half", true, [25, 40, 5]],
  ["tx-after", true, [3, 4, 1]],
]

describe("a process that is killed while its runs are cancelled", () => {
  it.each(points)("N.2 P.9 at %s (force %j), at hits %j of its lives: each request holds", async (at, force, hits) => {
    const site = await newSite()
    const runs = orders(force)
    const observations: Observation[] = []
    for (const count of hits) {
      // It may have nothing more to do by then.
      expect(["SIGKILL", "done"]).toContain(await startWorker(site, { runs, dies: { at, hits: count } }).ended)
      observations.push(await observe(site))
    }
    expect(await startWorker(site, { runs }).ended).toBe("done")
    const history = await historyOf(site, { observations })
    expect(await violationsOf(history)).toEqual([])
    expect(history.end.runs.map(({ row }) => row.status)).toEqual(["cancelled", "cancelled", "cancelled"])
  })
})

import { describe, expect, it } from "vitest"
import { violationsOf } from "./invariant/checker.ts"
import { expectedTours } from "./tours/expected-tours.ts"
import { historyOf } from "./history/history.ts"
import { newSite } from "./site/site.ts"
import { tourOrder } from "./tours/tour-order.ts"
import type { RunOrder } from "./worker/orders.ts"
import { startWorker } from "./worker/worker-process.ts"

const generations = 4

/** What the process of a generation starts: some of its own, and some that its neighbours start too. */
const runsOf = (generation: number): RunOrder[] => [
  ...[0, 1, 2, 3].map((at) => tourOrder(`own-${generation}-${at}`, 2 + at)),
  ...[generation, generation + 1].map((pair) => tourOrder(`shared-${pair}`, 4)),
]

describe("a leader that dies while another process hands it runs", () => {
  it("N.2 N.5 P.9 loses none of them: the other one takes over, and no run is started or worked on twice", async () => {
    const site = await newSite()
    let leader = startWorker(site, { runs: runsOf(0), pace: 30, stays: true })
    await leader.said("leader")
    for (let generation = 1; generation <= generations; generation++) {
      const runs = runsOf(generation)
      const successor = startWorker(site, { runs, pace: 30, stays: generation < generations })
      await successor.said("standby")
      // In the midst of its starts, which go through the inbox.
      await successor.said("started", generation % runs.length)
      leader.kill()
      expect(await leader.ended).toBe("SIGKILL")
      leader = successor
    }
    expect(await leader.ended).toBe("done")

    // Whoever comes last asks for all of them, and finds what had been accepted.
    const runs = [
      ...new Map(
        Array.from({ length: generations + 1 }, (_, at) => runsOf(at))
          .flat()
          .map((run) => [run.id, run]),
      ).values(),
    ]
    expect(await startWorker(site, { runs }).ended).toBe("done")
    const history = await historyOf(site, { expected: await expectedTours(runs) })
    expect(await violationsOf(history)).toEqual([])
    expect(history.end.runs).toHaveLength(runs.length)
  })
})

import { describe, expect, it } from "vitest"
import { historyOf, observe } from "./history/history.ts"
import type { Observation } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { newSite } from "./site/site.ts"
import type { RunOrder } from "./worker/orders.ts"
import { startWorker } from "./worker/worker-process.ts"
import type { Errand } from "./workflows/errand.workflow.ts"

/** Of each transition the last thousand branches are kept. */
const count = 900

/** All of them begin with one transition, after a first step. */
const plan: Errand = {
  do: "in turn",
  of: [
    { do: "buy", item: 0 },
    { do: "all", of: Array.from({ length: count }, () => ({ do: "buy", item: 1 })) },
  ],
}

const runs: readonly RunOrder[] = [{ id: "errand", workflow: "errand", input: { plan } }]

describe("a process that is killed in the midst of a batch that begins many steps", () => {
  it("N.1 leaves all of them, or none, and the next one ends them all (fault 6)", async () => {
    const site = await newSite()
    const observations: Observation[] = []
    for (const hits of [count / 2, count - 10]) {
      expect(await startWorker(site, { runs, dies: { at: "tx-half", hits } }).ended).toBe("SIGKILL")
      observations.push(await observe(site))
    }
    for (const { runs } of observations) expect(runs.map(({ steps }) => steps.length)).toEqual([1])
    expect(await startWorker(site, { runs, dies: { at: "tx-after", hits: 3 } }).ended).toBe("SIGKILL")
    observations.push(await observe(site))
    expect(observations.at(-1)?.runs.map(({ steps }) => steps.length)).toEqual([1 + count])

    expect(await startWorker(site, { runs }).ended).toBe("done")
    const history = await historyOf(site, { observations })
    expect(await violationsOf(history)).toEqual([])
    expect(history.end.runs.map(({ detail }) => detail.output)).toMatchObject([{ sum: 1 + count }])
  })
})

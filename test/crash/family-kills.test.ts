import { decodeValue } from "@statewright/model"
import type { KillPoint } from "@statewright/store/kill-point"
import { describe, expect, it } from "vitest"
import { historyOf, observe } from "./history/history.ts"
import type { Observation } from "./history/history.ts"
import { violationsOf } from "./invariant/checker.ts"
import { allEnded } from "./site/all-ended.ts"
import { newSite } from "./site/site.ts"
import type { RunOrder } from "./worker/orders.ts"
import { startWorker } from "./worker/worker-process.ts"

const points: readonly (readonly [string, KillPoint, readonly number[]])[] = [
  ["(fault 1) before a commit", "tx-before", [3, 12]],
  ["(fault 2) after a commit", "tx-after", [2, 9]],
  ["(fault 6) where a row stands in another inbox", "sends-half", [1, 6]],
  ["(fault 15) at a timer", "timer-fired", [1, 3]],
]

const items = [1, 4, 9, 15]

/** Some are left alone, one is cancelled in the midst of it, one at once, and one fails with a child. */
const runs: readonly RunOrder[] = [
  { id: "alone", workflow: "family", input: { items } },
  { id: "cancelled", workflow: "family", input: { items }, cancel: { after: 40, force: false } },
  { id: "forced", workflow: "family", input: { items }, cancel: { after: 50, force: true } },
  { id: "failing", workflow: "family", input: { items: [1, 6] } },
]

describe("a process that is killed while runs begin, end and cancel others", () => {
  it.each(points)(
    "N.1 N.2 F08.4 F09.8 %s (%s, at hits %j of its lives) loses and doubles none of them",
    async (_, at, hits) => {
      const site = await newSite("family")
      const observations: Observation[] = []
      for (const count of hits) {
        expect(["SIGKILL", "done"]).toContain(await startWorker(site, { runs, dies: { at, hits: count } }).ended)
        observations.push(await observe(site))
      }
      // What nobody waits for is at work still when the others have ended.
      expect(await startWorker(site, { runs }).ended).toBe("done")
      const last = startWorker(site, { runs, stays: true })
      while (!(await allEnded(site)));
      last.kill("SIGTERM")
      await last.ended
      const history = await historyOf(site, { observations })
      expect(await violationsOf(history)).toEqual([])
      const outputs = history.end.runs
        .filter(({ row }) => row.id === "alone")
        .map(({ row }) => decodeValue(row.output ?? ""))
      expect(outputs).toEqual([[5, 11, 21, 33, 17, 22]])
      // One tally behind each end that has one, and one thing left behind by each that came so far.
      const behind = history.end.runs.filter(({ link }) => link?.kind === "chain").map(({ row }) => row.workflow)
      const chained = history.end.runs.filter(({ row }) => row.workflow === "family" && row.status !== "failed")
      expect(behind).toEqual(chained.map(() => "tally"))
    },
  )
})
